"""Artifacts of the protocol: where an address points, listings, and up- and downloads one by one.

In the installed product the bodies go past Django, see `artifact_bodies`; both doors share what is here.
"""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from django.http import HttpResponseBase

from assay.accounts.models import Person
from assay.kit import blobs
from assay.mlflow import shapes, wire
from assay.mlflow.doors import Call, reads, writes
from assay.mlflow.errors import BadRequest, Missing, NotOffered
from assay.mlflow.finding import find_model, find_run
from assay.runs import files
from assay.runs.files import Root, checked_path
from assay.runs.models import Artifact, LoggedModel, Run
from assay.web.file_answers import saved_answer

CHUNK = 256 * 1024
_ADDRESS = re.compile(
    r"(?P<experiment>[0-9]{1,18})/(?:(?P<run>[^/]+)|models/(?P<model>[^/]+))/artifacts(?:/(?P<path>.*))?"
)


@dataclass(frozen=True)
class Address:
    """What a path of the artifact service names: whose files, and the path below its root ('' for the root)."""

    root: Root
    path: str


@reads
def list_of_run(request: Call) -> Any:
    given = request.GET
    run = find_run(wire.required(given.get("run_id") or given.get("run_uuid"), "run_id"), request.person)
    entries = files.listing(Root(run=run), given.get("path", ""))
    return {"root_uri": shapes.artifact_uri(run), "files": [_file(entry, entry.path) for entry in entries]}


@reads
def list_of_model(request: Call, *, uid: str) -> Any:
    model = find_model(uid, request.person)
    entries = files.listing(Root(model=model), request.GET.get("artifact_directory_path", ""))
    return {"root_uri": shapes.model_uri(model), "files": [_file(entry, entry.path) for entry in entries]}


@reads
def list_at(request: Call) -> Any:
    """List a folder by its address; the names count from that folder."""
    address = address_of(wire.required(request.GET.get("path"), "path"), request.person)
    entries = files.listing(address.root, address.path)
    return {"files": [_file(entry, PurePosixPath(entry.path).name) for entry in entries]}


@reads
def download(request: Call, *, path: str) -> HttpResponseBase:
    artifact = artifact_at(path, request.person)
    return saved_answer(artifact.sha256, name=artifact.path, size=artifact.size)


@writes
def upload(request: Call, *, path: str) -> None:
    address = writable_address(path, request.person)
    with blobs.Incoming() as incoming:
        while chunk := request.read(CHUNK):
            incoming.write(chunk)
        blob = incoming.keep()
    files.keep(address.root, address.path, blob)


@writes
def delete(request: Call, *, path: str) -> None:
    """Delete a file or all below a folder; what is not there any more is as good as deleted."""
    address = writable_address(path, request.person)
    files.delete(address.root, address.path, by=request.person)


@reads
def in_parts(request: Call, *, path: str) -> None:
    address_of(path, request.person)
    raise NotOffered("Multipart upload is not supported for the current artifact repository")


@reads
def presigned(request: Call, *, path: str) -> None:
    address_of(path, request.person)
    raise NotOffered("Presigned upload is not supported for the current artifact repository")


def address_of(path: str, person: Person) -> Address:
    """Return whose files the path names, if the person may see them. Raises `BadPath` and `Missing`."""
    found = _ADDRESS.fullmatch(checked_path(path.rstrip("/")))
    if found is None:
        raise Missing(f"No such artifact: '{path[:100]}'")
    root = _root(found, person)
    return Address(root, found["path"] or "")


def writable_address(path: str, person: Person) -> Address:
    """Return where a file may be written or deleted. Raises as `address_of`, and `BadRequest`."""
    address = address_of(path, person)
    if not address.path:
        raise BadRequest("Invalid path: it names no file.")
    owner = address.root.run or address.root.model
    if owner is not None and owner.deleted_at is not None:
        raise BadRequest("The run is deleted. Restore it before changing its files.")
    return address


def artifact_at(path: str, person: Person) -> Artifact:
    """Return the file at the path. Raises `BadPath` and `Missing`."""
    address = address_of(path, person)
    artifact = files.find(address.root, address.path) if address.path else None
    if artifact is None or not blobs.exists(artifact.sha256):
        raise Missing(f"No such artifact: '{address.path[:100]}'")
    return artifact


def _root(found: re.Match[str], person: Person) -> Root:
    owner: Run | LoggedModel
    if found["run"]:
        owner = find_run(found["run"], person)
        root = Root(run=owner)
    else:
        owner = find_model(found["model"], person)
        root = Root(model=owner)
    if shapes.experiment_id(owner.group) != found["experiment"]:
        raise Missing("No such artifact: the experiment is another one.")
    return root


def _file(entry: files.Entry, path: str) -> shapes.Json:
    if entry.is_folder:
        return {"path": path, "is_dir": True}
    return {"path": path, "is_dir": False, "file_size": entry.size}
