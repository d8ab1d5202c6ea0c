import django.db.models.deletion
import simple_history.models
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('places', '0001_open'),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalOperator',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='名称')),
                ('brand', models.CharField(blank=True, max_length=200, verbose_name='品牌')),
                ('uscc', models.CharField(blank=True, db_index=True, max_length=18, null=True, verbose_name='统一社会信用代码')),
                ('contact_name', models.CharField(blank=True, max_length=200, verbose_name='联系人')),
                ('contact_phone', models.CharField(blank=True, max_length=40, verbose_name='联系电话')),
                ('is_demo', models.BooleanField(default=False, verbose_name='演示')),
                ('revision', models.PositiveIntegerField(default=1, verbose_name='版本')),
                ('history_user_id', models.CharField(blank=True, max_length=200, null=True, verbose_name='修改人')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical 运营机构',
                'verbose_name_plural': 'historical 运营机构s',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Operator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='名称')),
                ('brand', models.CharField(blank=True, max_length=200, verbose_name='品牌')),
                ('uscc', models.CharField(blank=True, max_length=18, null=True, unique=True, verbose_name='统一社会信用代码')),
                ('contact_name', models.CharField(blank=True, max_length=200, verbose_name='联系人')),
                ('contact_phone', models.CharField(blank=True, max_length=40, verbose_name='联系电话')),
                ('is_demo', models.BooleanField(default=False, verbose_name='演示')),
                ('revision', models.PositiveIntegerField(default=1, verbose_name='版本')),
            ],
            options={
                'verbose_name': '运营机构',
            },
        ),
        migrations.CreateModel(
            name='HistoricalContract',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('number', models.CharField(blank=True, max_length=200, verbose_name='合同编号')),
                ('signed_on', models.DateField(blank=True, null=True, verbose_name='签订日期')),
                ('starts_on', models.DateField(verbose_name='开始日期')),
                ('ends_on', models.DateField(verbose_name='结束日期')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='提前终止时间')),
                ('end_reason', models.CharField(blank=True, max_length=200, verbose_name='终止原因')),
                ('liaison', models.CharField(blank=True, max_length=200, verbose_name='社区联络人')),
                ('is_demo', models.BooleanField(default=False, verbose_name='演示')),
                ('revision', models.PositiveIntegerField(default=1, verbose_name='版本')),
                ('history_user_id', models.CharField(blank=True, max_length=200, null=True, verbose_name='修改人')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('facility', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='places.facility', verbose_name='设施')),
                ('operator', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='operators.operator', verbose_name='运营机构')),
            ],
            options={
                'verbose_name': 'historical 合同',
                'verbose_name_plural': 'historical 合同s',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Contract',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(blank=True, max_length=200, verbose_name='合同编号')),
                ('signed_on', models.DateField(blank=True, null=True, verbose_name='签订日期')),
                ('starts_on', models.DateField(verbose_name='开始日期')),
                ('ends_on', models.DateField(verbose_name='结束日期')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='提前终止时间')),
                ('end_reason', models.CharField(blank=True, max_length=200, verbose_name='终止原因')),
                ('liaison', models.CharField(blank=True, max_length=200, verbose_name='社区联络人')),
                ('is_demo', models.BooleanField(default=False, verbose_name='演示')),
                ('revision', models.PositiveIntegerField(default=1, verbose_name='版本')),
                ('facility', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contracts', to='places.facility', verbose_name='设施')),
                ('operator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contracts', to='operators.operator', verbose_name='运营机构')),
            ],
            options={
                'verbose_name': '合同',
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='a_contract_does_not_end_before_it_starts')],
            },
        ),
    ]
