# What the window says in other languages than English: resources/translations/vidimus_*.ts, edited with Qt Linguist.
#
#   cmake --build BUILD --target update_translations     takes new and changed texts from the sources into them
#
# The compiled ones become resources of a target, found as ":/translations/vidimus_de.qm".

get_target_property(_qmake Qt6::qmake IMPORTED_LOCATION)
get_filename_component(_qt_tools ${_qmake} DIRECTORY)
foreach(tool lrelease lupdate)
    string(TOUPPER VIDIMUS_${tool} variable)
    find_program(${variable} NAMES ${tool}-qt6 ${tool} HINTS ${_qt_tools} /usr/lib/qt6/bin REQUIRED)
endforeach()

function(vidimus_translations target)
    file(GLOB texts CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/resources/translations/vidimus_*.ts)
    set(compiled)
    foreach(text ${texts})
        get_filename_component(name ${text} NAME_WE)
        set(output ${CMAKE_CURRENT_BINARY_DIR}/${name}.qm)
        add_custom_command(OUTPUT ${output}
            COMMAND ${VIDIMUS_LRELEASE} -silent ${text} -qm ${output}
            DEPENDS ${text}
            COMMENT "Compiling ${name}.ts"
            VERBATIM)
        list(APPEND compiled ${output})
    endforeach()
    qt_add_resources(${target} ${target}_translations PREFIX /translations BASE ${CMAKE_CURRENT_BINARY_DIR}
        FILES ${compiled})
    add_custom_target(update_translations
        COMMAND ${VIDIMUS_LUPDATE} -I . ui app -extensions h,cpp -no-obsolete -locations none -ts ${texts}
        WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
        VERBATIM)
endfunction()
