
import django.contrib.postgres.fields
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
            name='HistoricalFunction',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('source', models.TextField(blank=True, verbose_name='来源')),
                ('checked_on', models.DateField(blank=True, null=True, verbose_name='核对日期')),
                ('standing', models.CharField(choices=[('verified', '已核对原文'), ('secondary', '见于转载'), ('derived', '由其他数推算'), ('unverified', '未核对')], default='unverified', max_length=20, verbose_name='可信程度')),
                ('name_zh', models.CharField(max_length=200, verbose_name='中文名称')),
                ('name_en', models.CharField(max_length=200, verbose_name='英文名称')),
                ('code', models.CharField(db_index=True, max_length=200, verbose_name='代码')),
                ('position', models.PositiveSmallIntegerField(verbose_name='顺序')),
                ('need_rate', django.contrib.postgres.fields.ArrayField(base_field=models.FloatField(), size=8, verbose_name='各年龄段需求率')),
                ('urgency', models.FloatField(verbose_name='急需程度')),
                ('is_priority', models.BooleanField(verbose_name='优先功能')),
                ('reach_m', models.FloatField(verbose_name='步行半径')),
                ('elder_reach_m', models.FloatField(verbose_name='老人步行半径')),
                ('lowest_floor', models.SmallIntegerField(verbose_name='最低楼层')),
                ('highest_floor', models.SmallIntegerField(verbose_name='最高楼层')),
                ('needs_step_free', models.BooleanField(verbose_name='须无障碍')),
                ('revision', models.PositiveIntegerField(default=1, verbose_name='版本')),
                ('history_user_id', models.CharField(blank=True, max_length=200, null=True, verbose_name='修改人')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical 功能',
                'verbose_name_plural': 'historical 功能s',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalRule',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('source', models.TextField(blank=True, verbose_name='来源')),
                ('checked_on', models.DateField(blank=True, null=True, verbose_name='核对日期')),
                ('standing', models.CharField(choices=[('verified', '已核对原文'), ('secondary', '见于转载'), ('derived', '由其他数推算'), ('unverified', '未核对')], default='unverified', max_length=20, verbose_name='可信程度')),
                ('name_zh', models.CharField(max_length=200, verbose_name='中文名称')),
                ('name_en', models.CharField(max_length=200, verbose_name='英文名称')),
                ('code', models.CharField(db_index=True, max_length=200, verbose_name='代码')),
                ('position', models.PositiveSmallIntegerField(verbose_name='顺序')),
                ('value', models.FloatField(verbose_name='数值')),
                ('unit', models.CharField(blank=True, max_length=200, verbose_name='单位')),
                ('revision', models.PositiveIntegerField(default=1, verbose_name='版本')),
                ('history_user_id', models.CharField(blank=True, max_length=200, null=True, verbose_name='修改人')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical 规则',
                'verbose_name_plural': 'historical 规则s',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Rule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.TextField(blank=True, verbose_name='来源')),
                ('checked_on', models.DateField(blank=True, null=True, verbose_name='核对日期')),
                ('standing', models.CharField(choices=[('verified', '已核对原文'), ('secondary', '见于转载'), ('derived', '由其他数推算'), ('unverified', '未核对')], default='unverified', max_length=20, verbose_name='可信程度')),
                ('name_zh', models.CharField(max_length=200, verbose_name='中文名称')),
                ('name_en', models.CharField(max_length=200, verbose_name='英文名称')),
                ('code', models.CharField(max_length=200, unique=True, verbose_name='代码')),
                ('position', models.PositiveSmallIntegerField(verbose_name='顺序')),
                ('value', models.FloatField(verbose_name='数值')),
                ('unit', models.CharField(blank=True, max_length=200, verbose_name='单位')),
                ('revision', models.PositiveIntegerField(default=1, verbose_name='版本')),
            ],
            options={
                'verbose_name': '规则',
            },
        ),
        migrations.CreateModel(
            name='Function',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.TextField(blank=True, verbose_name='来源')),
                ('checked_on', models.DateField(blank=True, null=True, verbose_name='核对日期')),
                ('standing', models.CharField(choices=[('verified', '已核对原文'), ('secondary', '见于转载'), ('derived', '由其他数推算'), ('unverified', '未核对')], default='unverified', max_length=20, verbose_name='可信程度')),
                ('name_zh', models.CharField(max_length=200, verbose_name='中文名称')),
                ('name_en', models.CharField(max_length=200, verbose_name='英文名称')),
                ('code', models.CharField(max_length=200, unique=True, verbose_name='代码')),
                ('position', models.PositiveSmallIntegerField(verbose_name='顺序')),
                ('need_rate', django.contrib.postgres.fields.ArrayField(base_field=models.FloatField(), size=8, verbose_name='各年龄段需求率')),
                ('urgency', models.FloatField(verbose_name='急需程度')),
                ('is_priority', models.BooleanField(verbose_name='优先功能')),
                ('reach_m', models.FloatField(verbose_name='步行半径')),
                ('elder_reach_m', models.FloatField(verbose_name='老人步行半径')),
                ('lowest_floor', models.SmallIntegerField(verbose_name='最低楼层')),
                ('highest_floor', models.SmallIntegerField(verbose_name='最高楼层')),
                ('needs_step_free', models.BooleanField(verbose_name='须无障碍')),
                ('revision', models.PositiveIntegerField(default=1, verbose_name='版本')),
            ],
            options={
                'verbose_name': '功能',
                'constraints': [models.CheckConstraint(condition=models.Q(('need_rate__len', 8)), name='need_is_rated_for_8_bands'), models.CheckConstraint(condition=models.Q(('elder_reach_m__gt', 0), ('reach_m__gt', 0)), name='a_function_can_be_reached_on_foot'), models.CheckConstraint(condition=models.Q(('lowest_floor__lte', models.F('highest_floor'))), name='the_lowest_floor_is_not_above_the_highest')],
            },
        ),
        migrations.CreateModel(
            name='FacilityFunction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('capacity', models.FloatField(verbose_name='可服务人数')),
                ('facility', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='functions', to='places.facility', verbose_name='设施')),
                ('function', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offered_by', to='catalog.function', verbose_name='功能')),
            ],
            options={
                'verbose_name': '设施功能',
                'constraints': [models.UniqueConstraint(fields=('facility', 'function'), name='a_facility_names_a_function_once'), models.CheckConstraint(condition=models.Q(('capacity__gte', 0)), name='a_facility_serves_nobody_or_more')],
            },
        ),
        migrations.CreateModel(
            name='FunctionModule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.TextField(blank=True, verbose_name='来源')),
                ('checked_on', models.DateField(blank=True, null=True, verbose_name='核对日期')),
                ('standing', models.CharField(choices=[('verified', '已核对原文'), ('secondary', '见于转载'), ('derived', '由其他数推算'), ('unverified', '未核对')], default='unverified', max_length=20, verbose_name='可信程度')),
                ('name_zh', models.CharField(max_length=200, verbose_name='中文名称')),
                ('name_en', models.CharField(max_length=200, verbose_name='英文名称')),
                ('code', models.CharField(max_length=200, verbose_name='代码')),
                ('position', models.PositiveSmallIntegerField(verbose_name='顺序')),
                ('floor_area_m2', models.FloatField(verbose_name='建筑面积')),
                ('capacity', models.FloatField(verbose_name='可服务人数')),
                ('equipment_fen', models.BigIntegerField(verbose_name='设备费')),
                ('function', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='modules', to='catalog.function', verbose_name='功能')),
            ],
            options={
                'verbose_name': '功能模块',
                'constraints': [models.UniqueConstraint(fields=('function', 'code'), name='a_module_code_is_used_once_in_a_function'), models.CheckConstraint(condition=models.Q(('capacity__gte', 0), ('equipment_fen__gte', 0), ('floor_area_m2__gt', 0)), name='a_module_has_floor_area_and_no_negative_number')],
            },
        ),
        migrations.CreateModel(
            name='ProjectFunction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('module_code', models.CharField(max_length=200, verbose_name='模块')),
                ('floor_area_m2', models.FloatField(verbose_name='建筑面积')),
                ('capacity', models.FloatField(verbose_name='可服务人数')),
                ('cost_fen', models.BigIntegerField(verbose_name='费用')),
                ('function', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='planned_in', to='catalog.function', verbose_name='功能')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='functions', to='places.project', verbose_name='项目')),
            ],
            options={
                'verbose_name': '项目功能',
                'constraints': [models.UniqueConstraint(fields=('project', 'function'), name='a_project_names_a_function_once'), models.CheckConstraint(condition=models.Q(('capacity__gte', 0), ('cost_fen__gte', 0), ('floor_area_m2__gte', 0)), name='a_planned_function_has_no_negative_number')],
            },
        ),
    ]
