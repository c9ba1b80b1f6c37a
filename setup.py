"""What pyproject.toml cannot say: the packages are those of src/, and one that lies elsewhere (`package-dir` there)."""

from setuptools import find_packages, setup

setup(packages=[*find_packages("src"), "rejoinder.originals"], script_name="setup.py")  # which is in none of them
