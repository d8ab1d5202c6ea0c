import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Viewing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('viewer_id', models.BigIntegerField(verbose_name='查看人编号')),
                ('viewer', models.CharField(max_length=200, verbose_name='查看人')),
                ('subject_id', models.BigIntegerField(verbose_name='居民编号')),
                ('field', models.CharField(max_length=60, verbose_name='字段')),
                ('reason', models.CharField(max_length=200, verbose_name='事由')),
                ('viewed_at', models.DateTimeField(verbose_name='时间')),
            ],
            options={
                'verbose_name': '查看记录',
                'indexes': [models.Index(fields=['subject_id', '-viewed_at'], name='looks_at_a_person')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='viewing',
            trigger=pgtrigger.compiler.Trigger(name='looks_are_kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5a6f627a8d91c5fbb19630594dec8123a90cbeb8', operation='UPDATE OR DELETE', pgid='pgtrigger_looks_are_kept_a9a39', table='audit_viewing', when='BEFORE')),
        ),
    ]
