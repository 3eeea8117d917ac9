"""The bill of materials that the build made: well-formed SPDX, and every library that the program names.

    sbom.py blot.spdx.json BLOT
"""
import json
import subprocess
import sys


def check(ok, what):
    if not ok:
        sys.exit(f"sbom.py: {what}")


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        doc = json.load(f)
    packages = {p["name"]: p for p in doc["packages"]}
    ids = {p["SPDXID"] for p in doc["packages"]} | {doc["SPDXID"]}
    check(len(ids) == len(doc["packages"]) + 1, "two things have one identifier")
    for r in doc["relationships"]:
        check(r["spdxElementId"] in ids and r["relatedSpdxElement"] in ids, f"{r} relates what is not there")
    lines = subprocess.run([sys.argv[2], "--version"], capture_output=True, text=True, check=True).stdout.splitlines()
    check(packages["blot"]["versionInfo"] == lines[0].split()[1], "blot has another version")
    libraries = [x.strip().split(" ") for x in next(s for s in lines if "PCRE2" in s).split(",")]
    check(len(libraries) >= 7, "the program names too few libraries")
    for *_, name, version in libraries:
        check(name in packages, f"{name} is missing")
        check(packages[name]["versionInfo"] == version, f"{name} has another version")
        check(packages[name]["licenseDeclared"] != "NOASSERTION", f"{name} has no licence")
    try:
        from spdx_tools.spdx.parser.parse_anything import parse_file
        from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document
    except ImportError:
        print(f"{len(libraries)} libraries; not validated against SPDX 2.3, as spdx-tools is not installed")
        return
    faults = validate_full_spdx_document(parse_file(sys.argv[1]))
    check(not faults, [f.validation_message for f in faults])
    print(f"{len(libraries)} libraries; valid SPDX 2.3")


main()
