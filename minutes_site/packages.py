"""The packages that run the site, with their licences: python -m minutes_site.packages licences, or sbom.

Which they are and what they need is read from requirements.txt; what each says of itself, from .venv.
Standard library only, and no settings: it can be asked before there is a database.
"""

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
USAGE = "使い方: python -m minutes_site.packages licences（または sbom）"
_PIN = re.compile(r"^([a-z0-9][\w.-]*)==(\S+)([^\n]*)\n((?:    .*\n)*)", re.MULTILINE)
_NEEDED_BY = re.compile(r"^    #\s+(?:via )?([a-z0-9][\w.-]*)(?: \(pyproject.toml\))?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Package:
    """A package that is installed here, as the list of requirements names it."""

    name: str
    version: str
    needed_by: tuple[str, ...]
    """Other packages, and the site itself by its name in pyproject.toml."""
    summary: str
    licence: str
    is_spdx: bool
    """Whether the licence is written as SPDX does; else it is in the package's own words."""

    @property
    def address(self) -> str:
        """Its name among the packages of all languages."""
        return f"pkg:pypi/{self.name}@{self.version}"


class PackageError(Exception):
    """What is installed is not what the list says."""


def packages(requirements: Path = ROOT / "requirements.txt") -> Iterator[Package]:
    """Those of the list, but for those of other systems (colorama on Windows)."""
    for name, version, rest, below in _PIN.findall(requirements.read_text(encoding="utf-8")):
        try:
            said: Any = metadata(name)  # a message of the e-mail kind
        except PackageNotFoundError:
            if ";" in rest:
                continue
            raise PackageError(f"{name} がありません。bin/setup を実行してください。") from None
        if said["Version"] != version:
            raise PackageError(f"{name} は {version} のはずですが、{said['Version']} が入っています。")
        by = tuple(found for found in _NEEDED_BY.findall(below) if found != "via")
        is_spdx = bool(said.get("License-Expression"))
        yield Package(name, version, by, said.get("Summary", ""), licence_of(said), is_spdx)


def licence_of(said: Any) -> str:
    """What a package says of its licence, in the newest of the three ways that it can."""
    named = [
        found.rpartition(" :: ")[2]
        for found in said.get_all("Classifier", [])
        if found.startswith("License ::")
    ]
    written = str(said.get("License") or "").strip().partition("\n")[0]
    return str(said.get("License-Expression") or " AND ".join(named) or written or "unknown")


def sbom(found: list[Package]) -> dict[str, Any]:
    """The bill of materials, as CycloneDX 1.6 writes it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    site = f"pkg:generic/{project['name']}@{project['version']}"
    refs = {project["name"]: site} | {package.name: package.address for package in found}
    needs: dict[str, list[str]] = {ref: [] for ref in refs.values()}
    for package in found:
        for other in package.needed_by:
            if other in refs:
                needs[refs[other]].append(package.address)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": site,
                "name": project["name"],
                "version": project["version"],
                "licenses": [{"license": {"id": project["license"]}}],
            }
        },
        "components": [
            {
                "type": "library",
                "bom-ref": package.address,
                "name": package.name,
                "version": package.version,
                "description": package.summary,
                "licenses": [
                    {"expression": package.licence}
                    if package.is_spdx
                    else {"license": {"name": package.licence}}
                ],
                "purl": package.address,
            }
            for package in found
        ],
        "dependencies": [{"ref": ref, "dependsOn": sorted(on)} for ref, on in needs.items()],
    }


def main(arguments: list[str]) -> int:
    """Write the one or the other to standard output."""
    if arguments not in (["licences"], ["sbom"]):
        sys.stderr.write(f"{USAGE}\n")
        return 2
    try:
        found = list(packages())
    except PackageError as error:
        sys.stderr.write(f"エラー: {error}\n")
        return 1
    if arguments == ["sbom"]:
        sys.stdout.write(json.dumps(sbom(found), ensure_ascii=False, indent=2) + "\n")
    else:
        for package in found:
            sys.stdout.write(f"{package.name}\t{package.version}\t{package.licence}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
