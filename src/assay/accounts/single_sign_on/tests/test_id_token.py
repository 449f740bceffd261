"""Which ID tokens are believed. Each attack differs from a good token in one thing."""

import base64
import hashlib
import hmac
import json
import time
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from assay.accounts.single_sign_on.id_token import Claims, NotBelieved, read_id_token

ISSUER, CLIENT, NONCE = "https://id.example", "assay", "what we asked"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
FOREIGN = rsa.generate_private_key(public_exponent=65537, key_size=2048)
GOOD = {
    "iss": ISSUER,
    "aud": CLIENT,
    "sub": "7",
    "nonce": NONCE,
    "email": "Nia@Company.example",
    "email_verified": True,
    "name": "Nia",
}


def keys(*pairs, alg: str = "RS256") -> dict[str, Any]:
    rows = [json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key())) for _kid, key in pairs]
    return {
        "keys": [row | {"kid": kid, "alg": alg, "use": "sig"} for row, (kid, _key) in zip(rows, pairs, strict=True)]
    }


KEYS = keys(("one", KEY))


def signed(key=KEY, *, algorithm: str = "RS256", kid: str = "one", **changed) -> str:
    said = GOOD | {"iat": time.time(), "exp": time.time() + 300} | changed
    said = {name: value for name, value in said.items() if value is not None}
    return jwt.encode(said, key, algorithm=algorithm, headers={"kid": kid} if kid else {})


def read(token: str, *, found=KEYS, nonce: str = NONCE) -> Claims:
    return read_id_token(token, keys=found, issuer=ISSUER, client_id=CLIENT, nonce=nonce)


def test_a_good_token_says_who_somebody_is():
    assert read(signed()) == Claims(ISSUER, "7", "Nia@Company.example", is_verified=True, name="Nia")
    assert read(signed()).verified_email == "nia@company.example"


@pytest.mark.parametrize(
    "changed",
    [
        {"iss": "https://evil.example"},
        {"iss": f"{ISSUER}/"},
        {"iss": None},
        {"aud": "another"},
        {"aud": None},
        {"aud": [CLIENT, "another"], "azp": "another"},
        {"nonce": "another"},
        {"nonce": None},
        {"exp": 1},
        {"exp": None},
        {"iat": None},
        {"sub": None},
        {"sub": ""},
        {"sub": "x" * 300},
        {"nbf": 9_999_999_999},
    ],
)
def test_one_wrong_claim_is_enough(changed):
    with pytest.raises(NotBelieved):
        read(signed(**changed))


def test_a_signature_of_another_key_is_not_believed():
    with pytest.raises(NotBelieved):
        read(signed(FOREIGN))


def test_a_key_the_provider_does_not_name_is_not_believed():
    with pytest.raises(NotBelieved):
        read(signed(kid="two"))


def test_without_a_name_the_only_key_counts_but_never_one_of_several():
    assert read(signed(kid="")).subject == "7"
    with pytest.raises(NotBelieved):
        read(signed(kid=""), found=keys(("one", KEY), ("two", FOREIGN)))


def test_a_token_without_signature_is_not_believed():
    with pytest.raises(NotBelieved):
        read(signed(None, algorithm="none"))


@pytest.mark.parametrize("algorithm", ["HS256", "HS512"])
def test_a_token_signed_with_the_public_key_as_password_is_not_believed(algorithm):
    public = KEY.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    head, body = ({"alg": algorithm, "kid": "one"}, GOOD | {"iat": 1, "exp": time.time() + 300})
    text = b".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in (head, body))
    proof = hmac.new(public, text, hashlib.new("sha256" if algorithm == "HS256" else "sha512").name).digest()
    token = (text + b"." + base64.urlsafe_b64encode(proof).rstrip(b"=")).decode()
    with pytest.raises(NotBelieved):
        read(token)


def test_a_shared_secret_among_the_keys_of_the_provider_is_not_used():
    secret = b"s" * 64
    row = {"kty": "oct", "kid": "one", "alg": "HS256", "k": base64.urlsafe_b64encode(secret).decode().rstrip("=")}
    with pytest.raises(NotBelieved):
        read(signed(secret, algorithm="HS256"), found={"keys": [row]})


@pytest.mark.parametrize("nonsense", ["", "x", "a.b.c", "e30.e30.e30", "\0", "é.é.é", "." * 1000])
def test_nonsense_is_not_believed(nonsense):
    with pytest.raises(NotBelieved):
        read(nonsense)


@pytest.mark.parametrize("found", [{}, {"keys": []}, {"keys": [{}]}, [], None, "keys", {"keys": 5}])
def test_keys_that_are_none_prove_nothing(found):
    with pytest.raises(NotBelieved):
        read(signed(), found=found)


def test_without_a_question_there_is_no_answer():
    with pytest.raises(NotBelieved):
        read(signed(nonce=""), nonce="")


@pytest.mark.parametrize("verified", [False, None, "true", "false", 1, "yes"])
def test_only_a_true_verified_counts(verified):
    assert read(signed(email_verified=verified)).verified_email == ""
