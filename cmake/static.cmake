# BLOT_STATIC: the program as one file that needs nothing of the machine it runs on. Debian has static
# libraries of all that blot uses but cJSON, whose source folder CJSON_SOURCE names. Use packaging/static.sh.
option(BLOT_STATIC "Link the program statically; build the target blot only" OFF)
if(BLOT_STATIC)
  set(CJSON_SOURCE "" CACHE PATH "The source of cJSON, for BLOT_STATIC")
  if(NOT EXISTS ${CJSON_SOURCE}/cJSON.c)
    message(FATAL_ERROR "CJSON_SOURCE must name a folder with cJSON.c in it: packaging/static.sh fetches it")
  endif()
  set(CMAKE_FIND_LIBRARY_SUFFIXES .a)
  file(STRINGS ${CJSON_SOURCE}/cJSON.h CJSON_VERSION REGEX "define CJSON_VERSION_(MAJOR|MINOR|PATCH) ")
  string(REGEX REPLACE "[^0-9;]" "" CJSON_VERSION "${CJSON_VERSION}")
  string(REPLACE ";" "." CJSON_VERSION "${CJSON_VERSION}")
  add_library(cjson_source STATIC ${CJSON_SOURCE}/cJSON.c)
  target_include_directories(cjson_source SYSTEM PUBLIC ${CJSON_SOURCE})
  add_library(PkgConfig::CJSON ALIAS cjson_source)
  set(CMAKE_C_LINK_OPTIONS_PIE -static-pie) # in the place of -pie
endif()
