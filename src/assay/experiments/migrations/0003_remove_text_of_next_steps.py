from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("experiments", "0002_next_steps")]

    operations = [migrations.RemoveField(model_name="experiment", name="next_steps")]
