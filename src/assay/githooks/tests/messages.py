"""Messages as the Git hosts send them, cut to what is read, and signed as they sign."""

import hashlib
import hmac
import json

SHA = "0123456789abcdef0123456789abcdef01234567"
OTHER = "fedcba9876543210fedcba9876543210fedcba98"
REPOSITORY = "https://git.example/team/churn"


def pull_request(title="Fit the model", branch="feature/ml", *, sha=SHA, merged=True, action="closed"):
    """GitHub, Gitea and Forgejo."""
    request = {
        "merged": merged,
        "merge_commit_sha": sha,
        "title": title,
        "html_url": f"{REPOSITORY}/pull/7",
        "merged_at": "2026-11-02T10:11:12Z",
        "head": {"ref": branch},
    }
    return {"action": action, "pull_request": request, "repository": {"html_url": REPOSITORY, "default_branch": "main"}}


def merge_request(title="Fit the model", branch="feature/ml", *, action="merge"):
    """GitLab."""
    found = {
        "action": action,
        "title": title,
        "source_branch": branch,
        "merge_commit_sha": SHA,
        "url": f"{REPOSITORY}/-/merge_requests/7",
        "updated_at": "2026-11-02 10:11:12 UTC",
    }
    return {"object_attributes": found, "project": {"web_url": REPOSITORY, "default_branch": "main"}}


def push(*commits, ref="refs/heads/main", place="repository"):
    """All hosts; a commit is its sha and its message."""
    told = [
        {"id": sha, "message": said, "timestamp": "2026-11-02T10:11:12+01:00", "url": f"{REPOSITORY}/commit/{sha}"}
        for sha, said in commits
    ]
    where = {"html_url": REPOSITORY, "web_url": REPOSITORY, "default_branch": "main"}
    return {"ref": ref, "commits": told, place: where}


def sent(client, hook, message, *, event, delivery="d-1", secret=None):
    """Send it as the hook's host does; return the answer."""
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    return client.post(
        f"/hooks/git/{hook.uid}",
        body,
        "application/json",
        headers=_headers(hook.host, body, event, delivery, secret or hook.secret),
    )


def _headers(host, body, event, delivery, secret):
    digest = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    if host == "gitlab":
        return {"X-Gitlab-Event": event, "X-Gitlab-Token": secret, "Idempotency-Key": delivery}
    if host == "gitea":
        return {"X-Gitea-Event": event, "X-Gitea-Delivery": delivery, "X-Gitea-Signature": digest}
    return {"X-GitHub-Event": event, "X-GitHub-Delivery": delivery, "X-Hub-Signature-256": f"sha256={digest}"}
