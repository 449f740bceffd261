from django.db import migrations, models

REASONS = [
    ("mentioned", "Somebody mentions you"),
    ("handed-over", "Somebody's task is given to you"),
    ("assigned", "A task is given to you"),
    ("offered", "A task is handed over to you or your discipline, to accept or ask back"),
    ("answered", "Your hand-off is asked back, answered, accepted or withdrawn"),
    ("unanswered", "A hand-off of yours, or of a project you lead, waits for two working days"),
    ("invited", "You are named on a project"),
    ("stopped", "A stop condition fires, or a run is asked to stop or falls silent"),
    ("decide", "A timebox ends in what you watch: time to decide"),
    ("overran", "A task you have or watch outlives its estimate"),
    ("verdict", "A verdict changes in what you watch"),
    ("finished", "Something you watch is finished"),
    ("commented", "Somebody comments on what you watch"),
]


class Migration(migrations.Migration):
    dependencies = [("notifications", "0002_reasons")]
    operations = [
        migrations.AlterField(model, "reason", models.CharField(choices=REASONS, max_length=20))
        for model in ("notice", "silence")
    ]
