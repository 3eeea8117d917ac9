"""Builds the wheel: the module, and the library that it calls."""
import os
import pathlib
import re
import shutil
import subprocess

from setuptools import Distribution, setup
from setuptools.command.build_py import build_py

try:
    from setuptools.command.bdist_wheel import bdist_wheel
except ImportError:  # before setuptools 70.1
    from wheel.bdist_wheel import bdist_wheel

SOURCES = pathlib.Path(__file__).resolve().parent.parent


def version():
    """The one place where the version stands."""
    text = (SOURCES / "CMakeLists.txt").read_text(encoding="utf-8")
    return re.search(r"^project\(blot VERSION ([0-9.]+)", text, re.M).group(1)


def build_library(folder):
    subprocess.run(["cmake", "-S", SOURCES, "-B", folder, "-DCMAKE_BUILD_TYPE=Release", "-DBUILD_TESTING=OFF"],
                   check=True)
    subprocess.run(["cmake", "--build", folder, "--target", "blot_shared", "--parallel"], check=True)
    return pathlib.Path(folder) / "libblot.so"


class BuildWithLibrary(build_py):
    def run(self):
        super().run()
        made = os.environ.get("BLOT_LIBRARY")
        library = pathlib.Path(made) if made else build_library(os.path.join("build", "libblot"))
        shutil.copyfile(library.resolve(), os.path.join(self.build_lib, "blot", "libblot.so"))


class WheelForAnyPython(bdist_wheel):
    """Nothing in it is compiled against Python: one wheel a kind of machine."""

    def get_tag(self):
        return "py3", "none", super().get_tag()[2]


class WithLibrary(Distribution):
    def has_ext_modules(self):
        return True


setup(version=version(), distclass=WithLibrary,
      cmdclass={"build_py": BuildWithLibrary, "bdist_wheel": WheelForAnyPython})
