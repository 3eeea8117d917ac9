# What is in a build, as SPDX 2.3: blot, its word lists, and the libraries with the versions found.
# BLOT_LIBRARY_VERSIONS: "PCRE2 10.42, libcsv 3.0.3, ..." as the program prints them.
set(SBOM_LICENSES "PCRE2=BSD-3-Clause" "libcsv=LGPL-2.1-or-later" "cJSON=MIT" "libyaml=MIT" "zlib=Zlib"
  "libsodium=ISC" "utf8proc=MIT AND Unicode-DFS-2015")
string(TIMESTAMP SBOM_CREATED "%Y-%m-%dT%H:%M:%SZ" UTC) # of SOURCE_DATE_EPOCH, where it is set
string(SHA256 SBOM_ID "${PROJECT_VERSION} ${BLOT_LIBRARIES} ${SBOM_CREATED}")
set(SBOM_PACKAGES "")
set(SBOM_RELATIONS "")
string(REPLACE ", " ";" SBOM_LIBRARIES "${BLOT_LIBRARIES}")
foreach(library ${SBOM_LIBRARIES})
  string(REGEX MATCH "^([^ ]+) (.*)$" unused "${library}")
  set(name "${CMAKE_MATCH_1}")
  set(version "${CMAKE_MATCH_2}")
  set(license NOASSERTION)
  foreach(pair ${SBOM_LICENSES})
    if(pair MATCHES "^${name}=(.*)$")
      set(license "${CMAKE_MATCH_1}")
    endif()
  endforeach()
  string(APPEND SBOM_PACKAGES ",
    {\"SPDXID\": \"SPDXRef-${name}\", \"name\": \"${name}\", \"versionInfo\": \"${version}\",
     \"downloadLocation\": \"NOASSERTION\", \"filesAnalyzed\": false,
     \"licenseConcluded\": \"NOASSERTION\", \"licenseDeclared\": \"${license}\", \"copyrightText\": \"NOASSERTION\"}")
  string(APPEND SBOM_RELATIONS ",
    {\"spdxElementId\": \"SPDXRef-blot\", \"relationshipType\": \"DEPENDS_ON\",
     \"relatedSpdxElement\": \"SPDXRef-${name}\"}")
endforeach()
configure_file(cmake/sbom.spdx.json.in blot.spdx.json @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/blot.spdx.json patterns/lexicons/NOTICE TYPE DOC)
