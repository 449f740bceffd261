from django.db import migrations, models

REASONS = [
    ("mentioned", "Somebody mentions you"),
    ("handed-over", "Somebody's task is handed over to you"),
    ("assigned", "A task is given to you"),
    ("invited", "You are named on a project"),
    ("stopped", "A stop condition fires, or a run is asked to stop or falls silent"),
    ("decide", "A timebox ends in what you watch: time to decide"),
    ("verdict", "A verdict changes in what you watch"),
    ("finished", "Something you watch is finished"),
    ("commented", "Somebody comments on what you watch"),
]


class Migration(migrations.Migration):
    dependencies = [("notifications", "0001_watches_and_notices")]
    operations = [
        migrations.AlterField(model, "reason", models.CharField(choices=REASONS, max_length=20))
        for model in ("notice", "silence")
    ]
