# One way to declare a library, a program and a test, so that flags, folders and names are decided once.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

find_program(VIDIMUS_CCACHE ccache)
if(VIDIMUS_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${VIDIMUS_CCACHE})
endif()

add_library(vidimus_flags INTERFACE)
target_include_directories(vidimus_flags INTERFACE ${PROJECT_SOURCE_DIR})
# Qt's lower-case "slots" and "emit" clash with names in LibTorch.
target_compile_definitions(vidimus_flags INTERFACE QT_NO_KEYWORDS QT_NO_CAST_TO_ASCII
    QT_DISABLE_DEPRECATED_BEFORE=0x060000)
if(MSVC)
    # Source is UTF-8; a std::mutex compiled with a newer toolset must still start with an older msvcp140.dll.
    target_compile_options(vidimus_flags INTERFACE /W4 /utf-8 /permissive-)
    target_compile_definitions(vidimus_flags INTERFACE NOMINMAX WIN32_LEAN_AND_MEAN
        _DISABLE_CONSTEXPR_MUTEX_CONSTRUCTOR)
else()
    target_compile_options(vidimus_flags INTERFACE -Wall -Wextra -Wnon-virtual-dtor -Woverloaded-virtual
        -Wold-style-cast)
endif()
if(VIDIMUS_SANITIZE)
    target_compile_options(vidimus_flags INTERFACE -fsanitize=${VIDIMUS_SANITIZE} -fno-omit-frame-pointer
        -fno-sanitize-recover=all)
    target_link_options(vidimus_flags INTERFACE -fsanitize=${VIDIMUS_SANITIZE})
endif()

# vidimus_library(NAME SOURCES a.cpp a.h ... LINKS lib ... [MOC])
# A static library of one folder. Its LINKS are the layering of docs/architecture.md; MOC turns on automoc.
function(vidimus_library name)
    cmake_parse_arguments(ARG "MOC" "" "SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
    add_library(${name} STATIC ${ARG_SOURCES})
    target_link_libraries(${name} PUBLIC vidimus_flags ${ARG_LINKS} PRIVATE ${ARG_PRIVATE_LINKS})
    if(ARG_MOC)
        set_target_properties(${name} PROPERTIES AUTOMOC ON)
    endif()
endfunction()

# The module that holds LibTorch is loaded, not linked: who builds a program wants it built as well.
function(vidimus_needs_modules name)
    if(VIDIMUS_WITH_TORCH)
        add_dependencies(${name} vidimus_torch_runtime)
    endif()
endfunction()

# vidimus_program(NAME SOURCES ... LINKS ...)
function(vidimus_program name)
    cmake_parse_arguments(ARG "MOC" "" "SOURCES;LINKS" ${ARGN})
    add_executable(${name} ${ARG_SOURCES})
    target_link_libraries(${name} PRIVATE vidimus_flags ${ARG_LINKS})
    vidimus_needs_modules(${name})
    if(ARG_MOC)
        set_target_properties(${name} PROPERTIES AUTOMOC ON)
    endif()
endfunction()

set(VIDIMUS_TEST_ENVIRONMENT QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8 "QT_LOGGING_RULES=qt.qpa.*=false"
    OMP_WAIT_POLICY=passive)

# vidimus_test(NAME SOURCES ... LINKS ... [LABELS ...] [TIMEOUT s])
# One QtTest executable per unit, run headless. Tests run beside one another: OpenMP's threads must not spin meanwhile.
function(vidimus_test name)
    cmake_parse_arguments(ARG "" "TIMEOUT" "SOURCES;LINKS;LABELS" ${ARGN})
    if(NOT ARG_SOURCES)
        set(ARG_SOURCES ${name}.cpp)
    endif()
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 120)
    endif()
    add_executable(${name} ${ARG_SOURCES})
    set_target_properties(${name} PROPERTIES AUTOMOC ON
        RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    target_link_libraries(${name} PRIVATE vidimus_flags Qt6::Test ${ARG_LINKS})
    target_compile_definitions(${name} PRIVATE
        VIDIMUS_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data"
        VIDIMUS_SAMPLES="${PROJECT_SOURCE_DIR}/resources/samples"
        VIDIMUS_BIN_DIR="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}")
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}"
        ENVIRONMENT "${VIDIMUS_TEST_ENVIRONMENT}")
endfunction()

# The same test once more, with oneDNN and LibTorch kept to what processors without AVX-512 have.
function(vidimus_test_on_older_cpu name)
    get_test_property(${name} LABELS labels)
    get_test_property(${name} TIMEOUT timeout)
    add_test(NAME ${name}_avx2 COMMAND ${name})
    set_tests_properties(${name}_avx2 PROPERTIES TIMEOUT ${timeout} LABELS "${labels}"
        ENVIRONMENT "${VIDIMUS_TEST_ENVIRONMENT};ONEDNN_MAX_CPU_ISA=AVX2;ATEN_CPU_CAPABILITY=avx2")
endfunction()
