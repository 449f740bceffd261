"""A passkey as a browser would hand it over, made without one."""

import hashlib
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData


def passkey_data(name: str) -> dict[str, Any]:
    """Return what is stored of a passkey called `name`."""
    identifier = hashlib.sha256(name.encode()).digest()
    public = ec.generate_private_key(ec.SECP256R1()).public_key()
    credential = AttestedCredentialData.create(Aaguid.NONE, identifier, ES256.from_cryptography_key(public))
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    known = AuthenticatorData.create(hashlib.sha256(b"localhost").digest(), flags, 0, credential)
    client = CollectedClientData.create("webauthn.create", b"challenge", "http://localhost")
    response = {
        "clientDataJSON": websafe_encode(client),
        "attestationObject": websafe_encode(AttestationObject.create("none", known, {})),
    }
    spelled = websafe_encode(identifier)
    stored = {"id": spelled, "rawId": spelled, "type": "public-key", "response": response}
    return {"name": name, "credential": stored | {"clientExtensionResults": {"credProps": {"rk": True}}}}
