from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("moderation", "0003_sanctions")]

    operations = [
        migrations.RenameModel("UsedLink", "DoneOnce"),
        migrations.RenameField("DoneOnce", "used_at", "done_at"),
        migrations.AlterModelOptions("DoneOnce", {"ordering": ["done_at", "pk"], "verbose_name_plural": "done once"}),
    ]
