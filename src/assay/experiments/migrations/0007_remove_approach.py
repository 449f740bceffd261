from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("experiments", "0006_approach_and_decisions")]
    operations = [migrations.DeleteModel("CheckItem")]
