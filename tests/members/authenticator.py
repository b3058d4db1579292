"""A passkey in Python: what a phone answers to the site's WebAuthn options, and what a dishonest one could."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import sha256, websafe_decode, websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

FLAG = AuthenticatorData.FLAG
Json = dict[str, Any]


@dataclass
class SoftPasskey:
    """Holds one credential for one site, as a phone does."""

    origin: str = "http://localhost"
    verified: bool = True
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    user_handle: bytes = b""

    def create(self, options: Json) -> Json:
        """The answer to a begun registration."""
        public = options["publicKey"]
        self.user_handle = websafe_decode(public["user"]["id"])
        public_key = ES256.from_cryptography_key(self.key.public_key())  # type: ignore[no-untyped-call]
        credential = AttestedCredentialData.create(Aaguid.NONE, self.credential_id, public_key)
        data = AuthenticatorData.create(sha256(public["rp"]["id"].encode()), self._flags() | FLAG.AT, 0, credential)
        client = CollectedClientData.create("webauthn.create", public["challenge"], self.origin)
        attestation = AttestationObject.create("none", data, {})
        return self._answer({"clientDataJSON": client, "attestationObject": attestation})

    def get(self, options: Json) -> Json:
        """The answer to a begun authentication."""
        public = options["publicKey"]
        data = AuthenticatorData.create(sha256(public["rpId"].encode()), self._flags(), 0)
        client = CollectedClientData.create("webauthn.get", public["challenge"], self.origin)
        signature = self.key.sign(data + sha256(client), ec.ECDSA(hashes.SHA256()))
        return self._answer(
            {
                "clientDataJSON": client,
                "authenticatorData": data,
                "signature": signature,
                "userHandle": self.user_handle,
            }
        )

    def _flags(self) -> AuthenticatorData.FLAG:
        return FLAG.UP | FLAG.UV if self.verified else FLAG.UP

    def _answer(self, response: dict[str, bytes]) -> Json:
        return {
            "id": websafe_encode(self.credential_id),
            "rawId": websafe_encode(self.credential_id),
            "type": "public-key",
            "response": {name: websafe_encode(value) for name, value in response.items()},
            "clientExtensionResults": {},
        }
