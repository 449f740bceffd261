from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kit", "0002_tally")]

    operations = [
        migrations.AddField("jobtry", "held_until", models.DateTimeField(null=True)),
        migrations.AddField("jobtry", "done_at", models.DateTimeField(db_index=True, null=True)),
    ]
