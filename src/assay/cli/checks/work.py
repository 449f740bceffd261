"""What goes on besides pages: worker, queue, jobs set aside, backups, mail, file storage."""

from collections.abc import Iterator
from pathlib import Path

from assay.cli.checks.finding import Finding, broken, doubtful, fine

LONG_QUEUE = 1000


def workers() -> Iterator[Finding]:
    from assay.kit.clock import now
    from assay.kit.models import WorkerBeat

    alive = WorkerBeat.alive(at=now())
    if alive:
        yield fine("workers", f"{alive} at work")
    else:
        advice = "Start one: assay up, or assay worker. Without it no mail goes out and nothing is tidied up."
        yield doubtful("workers", "none gave a sign of life in the last 30 seconds", advice)


def queue() -> Iterator[Finding]:
    from django_q.models import OrmQ

    from assay.kit.models import JobTry

    waiting = OrmQ.objects.count()
    if waiting > LONG_QUEUE:
        yield doubtful("queue", f"{waiting:,} jobs wait", "Start another worker: assay worker")
    else:
        yield fine("queue", f"{waiting:,} jobs wait")
    aside = list(JobTry.objects.filter(set_aside_at__isnull=False).order_by("-set_aside_at")[:5])
    for one in aside:
        said = f"{one.name} failed {one.tries} times: {one.last_error[:200] or 'its worker died'}"
        yield doubtful("job set aside", said, "The server's log tells more; report it if it stays.")


def backups() -> Iterator[Finding]:
    from django.conf import settings

    from assay.backup.nightly import OVERDUE
    from assay.backup.places import backups_in, made_at
    from assay.kit.clock import now

    if not settings.ASSAY_BACKUP_DIR:
        advice = "Name a folder on another disk in ASSAY_BACKUP_DIR, or run assay backup by a timer of your own."
        yield doubtful("backup", "no nightly backup is set", advice)
        return
    folder = Path(settings.ASSAY_BACKUP_DIR)
    made = backups_in(folder) if folder.is_dir() else []
    if not made:
        yield doubtful(
            "backup", f"there is none in {folder} yet", "The worker makes the first; or: assay backup --nightly"
        )
        return
    age = now() - made_at(made[-1])
    said = f"{len(made)} in {folder}, the newest {age.total_seconds() / 3600:.0f} hours old"
    if age > OVERDUE:
        yield broken("backup", said, "Run: assay backup --nightly, and read what it says.")
    else:
        yield fine("backup", said)


def mail() -> Iterator[Finding]:
    from django.conf import settings

    from assay.kit.mail import leads_nowhere

    if settings.EMAIL_HOST:
        yield fine("mail", f"by {settings.EMAIL_HOST}:{settings.EMAIL_PORT}")
        if leads_nowhere():
            said = f"links in letters begin with {settings.BASE_URL}, which opens on this machine alone"
            yield doubtful("links in mail", said, "Set ASSAY_URL to the address that people type.")
    else:
        advice = "Name your mail server in ASSAY_SMTP_URL. Without it owners make links for people by hand."
        yield doubtful("mail", "no mail server is set", advice)


def files() -> Iterator[Finding]:
    from django.conf import settings

    from assay.kit import blobs

    if not settings.ASSAY_S3["bucket"]:
        yield fine("files", f"on this disk, in {settings.MEDIA_ROOT}")
        return
    bucket = settings.ASSAY_S3["bucket"]
    try:
        blobs.exists("0" * 64)
    except blobs.StorageDown as error:
        advice = "Look at ASSAY_S3_BUCKET, ASSAY_S3_ENDPOINT, ASSAY_S3_REGION and the keys in AWS_*."
        yield broken("files", f"the bucket {bucket} does not answer: {error.__cause__}", advice)
    else:
        yield fine("files", f"in the bucket {bucket}")
