# What core/base and core/inference need: no more than these and LibTorch. docs/dependencies.md gives the reasons.

set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
find_package(tl-expected REQUIRED)
find_package(nlohmann_json REQUIRED)
find_path(XXHASH_INCLUDE_DIR xxhash.h REQUIRED)
add_library(vidimus_xxhash INTERFACE)
target_include_directories(vidimus_xxhash SYSTEM INTERFACE ${XXHASH_INCLUDE_DIR})
target_compile_definitions(vidimus_xxhash INTERFACE XXH_INLINE_ALL) # a header is all it takes
find_package(ZLIB REQUIRED)
find_path(UTF8PROC_INCLUDE_DIR utf8proc.h REQUIRED)
find_library(UTF8PROC_LIBRARY utf8proc REQUIRED)
add_library(vidimus_utf8proc INTERFACE)
target_include_directories(vidimus_utf8proc SYSTEM INTERFACE ${UTF8PROC_INCLUDE_DIR})
target_link_libraries(vidimus_utf8proc INTERFACE ${UTF8PROC_LIBRARY})

# Not through TorchConfig.cmake: it drags in protobuf, glog and compiler flags that only LibTorch's own build needs, and
# each release of it other packages. Headers and libraries lie in the same places in all of them.
option(VIDIMUS_WITH_TORCH "Build the part that runs real models (LibTorch)" ON)
if(VIDIMUS_WITH_TORCH)
    find_path(TORCH_INCLUDE_DIR torch/csrc/api/include/torch/version.h REQUIRED)
    find_library(TORCH_CPU_LIBRARY torch_cpu REQUIRED)
    find_library(TORCH_C10_LIBRARY c10 REQUIRED)
    add_library(vidimus_torch INTERFACE)
    target_include_directories(vidimus_torch SYSTEM INTERFACE
        ${TORCH_INCLUDE_DIR} ${TORCH_INCLUDE_DIR}/torch/csrc/api/include)
    target_link_libraries(vidimus_torch INTERFACE ${TORCH_CPU_LIBRARY} ${TORCH_C10_LIBRARY})
    # Its operators register themselves when the library is loaded; nobody calls it by name.
    find_library(TORCH_CUDA_LIBRARY torch_cuda)
    if(TORCH_CUDA_LIBRARY)
        target_link_libraries(vidimus_torch INTERFACE -Wl,--no-as-needed ${TORCH_CUDA_LIBRARY} -Wl,--as-needed)
    endif()

    find_path(DNNL_INCLUDE_DIR oneapi/dnnl/dnnl.hpp REQUIRED)
    find_library(DNNL_LIBRARY dnnl REQUIRED)
    add_library(vidimus_dnnl INTERFACE)
    target_include_directories(vidimus_dnnl SYSTEM INTERFACE ${DNNL_INCLUDE_DIR})
    target_link_libraries(vidimus_dnnl INTERFACE ${DNNL_LIBRARY})
    find_package(OpenMP REQUIRED COMPONENTS CXX)
endif()
