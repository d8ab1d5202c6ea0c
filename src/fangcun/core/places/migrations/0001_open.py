
import django.contrib.postgres.fields
import django.db.models.deletion
import simple_history.models
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalCommunity',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('code', models.CharField(db_index=True, max_length=12, verbose_name='代码')),
                ('name', models.CharField(max_length=200, verbose_name='名称')),
                ('subdistrict', models.CharField(max_length=200, verbose_name='街道')),
                ('households', models.PositiveIntegerField(verbose_name='户数')),
                ('residents_by_age', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveIntegerField(), size=8, verbose_name='各年龄段人数')),
                ('is_demo', models.BooleanField(default=False, verbose_name='演示')),
                ('revision', models.PositiveIntegerField(default=1, verbose_name='版本')),
                ('history_user_id', models.CharField(blank=True, max_length=200, null=True, verbose_name='修改人')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical 社区',
                'verbose_name_plural': 'historical 社区s',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='StreetMap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lon', models.BinaryField()),
                ('lat', models.BinaryField()),
                ('from_node', models.BinaryField()),
                ('to_node', models.BinaryField()),
                ('length_m', models.BinaryField()),
                ('source', models.CharField(max_length=200, verbose_name='来源')),
                ('created_at', models.DateTimeField(verbose_name='导入时间')),
            ],
            options={
                'verbose_name': '步行路网',
            },
        ),
        migrations.CreateModel(
            name='Community',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=12, unique=True, verbose_name='代码')),
                ('name', models.CharField(max_length=200, verbose_name='名称')),
                ('subdistrict', models.CharField(max_length=200, verbose_name='街道')),
                ('households', models.PositiveIntegerField(verbose_name='户数')),
                ('residents_by_age', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveIntegerField(), size=8, verbose_name='各年龄段人数')),
                ('lon', models.FloatField(blank=True, null=True, verbose_name='经度')),
                ('lat', models.FloatField(blank=True, null=True, verbose_name='纬度')),
                ('cell', models.JSONField(blank=True, null=True, verbose_name='示意范围')),
                ('is_demo', models.BooleanField(default=False, verbose_name='演示')),
                ('revision', models.PositiveIntegerField(default=1, verbose_name='版本')),
            ],
            options={
                'verbose_name': '社区',
                'constraints': [models.CheckConstraint(condition=models.Q(('code__regex', '^\\d{12}$')), name='a_community_code_has_12_digits'), models.CheckConstraint(condition=models.Q(('residents_by_age__len', 8)), name='residents_are_counted_in_8_bands'), models.CheckConstraint(condition=models.Q(('lat__range', (-90, 90)), ('lon__range', (-180, 180))), name='a_community_lies_on_earth')],
            },
        ),
        migrations.CreateModel(
            name='District',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200, verbose_name='名称')),
                ('boundary', models.JSONField(blank=True, help_text='GeoJSON，WGS-84', null=True, verbose_name='边界')),
                ('options', models.JSONField(default=dict, verbose_name='参数')),
                ('is_demo', models.BooleanField(default=False, verbose_name='演示')),
                ('revision', models.PositiveIntegerField(default=1, verbose_name='版本')),
            ],
            options={
                'verbose_name': '行政区',
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='a_schema_holds_one_district')],
            },
        ),
        migrations.CreateModel(
            name='Facility',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(max_length=200, unique=True, verbose_name='编号')),
                ('name', models.CharField(max_length=200, verbose_name='名称')),
                ('lon', models.FloatField(verbose_name='经度')),
                ('lat', models.FloatField(verbose_name='纬度')),
                ('floor_area_m2', models.FloatField(verbose_name='建筑面积')),
                ('kind', models.CharField(choices=[('complex', '综合体'), ('interspersed', '插花式')], max_length=20, verbose_name='类型')),
                ('operator_name', models.CharField(blank=True, max_length=200, verbose_name='运营机构')),
                ('is_demo', models.BooleanField(default=False, verbose_name='演示')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='facilities', to='places.community', verbose_name='社区')),
            ],
            options={
                'verbose_name': '设施',
            },
        ),
        migrations.CreateModel(
            name='HistoricalIdleSpace',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('ref', models.CharField(db_index=True, max_length=200, verbose_name='编号')),
                ('name', models.CharField(max_length=200, verbose_name='名称')),
                ('lon', models.FloatField(verbose_name='经度')),
                ('lat', models.FloatField(verbose_name='纬度')),
                ('floor_area_m2', models.FloatField(verbose_name='建筑面积')),
                ('floor', models.SmallIntegerField(verbose_name='楼层')),
                ('is_step_free', models.BooleanField(verbose_name='无障碍')),
                ('tenure', models.CharField(blank=True, max_length=200, verbose_name='权属')),
                ('rent_fen_per_year', models.BigIntegerField(default=0, verbose_name='年租金')),
                ('condition', models.CharField(blank=True, max_length=200, verbose_name='房屋状况')),
                ('fit_out_fen_per_m2', models.BigIntegerField(verbose_name='改造单价')),
                ('present_use', models.CharField(blank=True, max_length=200, verbose_name='现用途')),
                ('is_demo', models.BooleanField(default=False, verbose_name='演示')),
                ('revision', models.PositiveIntegerField(default=1, verbose_name='版本')),
                ('history_user_id', models.CharField(blank=True, max_length=200, null=True, verbose_name='修改人')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('community', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='places.community', verbose_name='社区')),
            ],
            options={
                'verbose_name': 'historical 存量空间',
                'verbose_name_plural': 'historical 存量空间s',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='IdleSpace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(max_length=200, unique=True, verbose_name='编号')),
                ('name', models.CharField(max_length=200, verbose_name='名称')),
                ('lon', models.FloatField(verbose_name='经度')),
                ('lat', models.FloatField(verbose_name='纬度')),
                ('floor_area_m2', models.FloatField(verbose_name='建筑面积')),
                ('floor', models.SmallIntegerField(verbose_name='楼层')),
                ('is_step_free', models.BooleanField(verbose_name='无障碍')),
                ('tenure', models.CharField(blank=True, max_length=200, verbose_name='权属')),
                ('rent_fen_per_year', models.BigIntegerField(default=0, verbose_name='年租金')),
                ('condition', models.CharField(blank=True, max_length=200, verbose_name='房屋状况')),
                ('fit_out_fen_per_m2', models.BigIntegerField(verbose_name='改造单价')),
                ('present_use', models.CharField(blank=True, max_length=200, verbose_name='现用途')),
                ('is_demo', models.BooleanField(default=False, verbose_name='演示')),
                ('revision', models.PositiveIntegerField(default=1, verbose_name='版本')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='spaces', to='places.community', verbose_name='社区')),
            ],
            options={
                'verbose_name': '存量空间',
            },
        ),
        migrations.CreateModel(
            name='HistoricalProject',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='名称')),
                ('kind', models.CharField(choices=[('complex', '综合体'), ('interspersed', '插花式')], max_length=20, verbose_name='类型')),
                ('stage', models.CharField(choices=[('proposed', '拟建'), ('approved', '已批准'), ('building', '建设中'), ('trial', '试运营'), ('open', '已开放'), ('closed', '已关闭')], default='proposed', max_length=20, verbose_name='阶段')),
                ('planned_fen', models.BigIntegerField(default=0, verbose_name='计划投资')),
                ('proposed_on', models.DateField(blank=True, null=True, verbose_name='拟建日期')),
                ('approved_on', models.DateField(blank=True, null=True, verbose_name='批准日期')),
                ('building_on', models.DateField(blank=True, null=True, verbose_name='开工日期')),
                ('trial_on', models.DateField(blank=True, null=True, verbose_name='试运营日期')),
                ('open_on', models.DateField(blank=True, null=True, verbose_name='开放日期')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='关闭日期')),
                ('is_demo', models.BooleanField(default=False, verbose_name='演示')),
                ('revision', models.PositiveIntegerField(default=1, verbose_name='版本')),
                ('history_user_id', models.CharField(blank=True, max_length=200, null=True, verbose_name='修改人')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('community', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='places.community', verbose_name='社区')),
                ('facility', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='places.facility', verbose_name='设施')),
                ('space', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='places.idlespace', verbose_name='存量空间')),
            ],
            options={
                'verbose_name': 'historical 项目',
                'verbose_name_plural': 'historical 项目s',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Project',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='名称')),
                ('kind', models.CharField(choices=[('complex', '综合体'), ('interspersed', '插花式')], max_length=20, verbose_name='类型')),
                ('stage', models.CharField(choices=[('proposed', '拟建'), ('approved', '已批准'), ('building', '建设中'), ('trial', '试运营'), ('open', '已开放'), ('closed', '已关闭')], default='proposed', max_length=20, verbose_name='阶段')),
                ('planned_fen', models.BigIntegerField(default=0, verbose_name='计划投资')),
                ('proposed_on', models.DateField(blank=True, null=True, verbose_name='拟建日期')),
                ('approved_on', models.DateField(blank=True, null=True, verbose_name='批准日期')),
                ('building_on', models.DateField(blank=True, null=True, verbose_name='开工日期')),
                ('trial_on', models.DateField(blank=True, null=True, verbose_name='试运营日期')),
                ('open_on', models.DateField(blank=True, null=True, verbose_name='开放日期')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='关闭日期')),
                ('is_demo', models.BooleanField(default=False, verbose_name='演示')),
                ('revision', models.PositiveIntegerField(default=1, verbose_name='版本')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='places.community', verbose_name='社区')),
                ('facility', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='places.facility', verbose_name='设施')),
                ('space', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='places.idlespace', verbose_name='存量空间')),
            ],
            options={
                'verbose_name': '项目',
            },
        ),
        migrations.CreateModel(
            name='Building',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.CharField(max_length=200, unique=True, verbose_name='编号')),
                ('lon', models.FloatField(verbose_name='经度')),
                ('lat', models.FloatField(verbose_name='纬度')),
                ('residents', models.PositiveIntegerField(verbose_name='人数')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='buildings', to='places.community', verbose_name='社区')),
            ],
            options={
                'verbose_name': '楼栋',
                'constraints': [models.CheckConstraint(condition=models.Q(('lat__range', (-90, 90)), ('lon__range', (-180, 180))), name='a_building_stands_on_earth')],
            },
        ),
        migrations.AddConstraint(
            model_name='facility',
            constraint=models.CheckConstraint(condition=models.Q(('floor_area_m2__gte', 0)), name='a_facility_has_no_negative_area'),
        ),
        migrations.AddConstraint(
            model_name='facility',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['complex', 'interspersed'])), name='a_facility_is_complex_or_interspersed'),
        ),
        migrations.AddConstraint(
            model_name='facility',
            constraint=models.CheckConstraint(condition=models.Q(('lat__range', (-90, 90)), ('lon__range', (-180, 180))), name='a_facility_stands_on_earth'),
        ),
        migrations.AddConstraint(
            model_name='idlespace',
            constraint=models.CheckConstraint(condition=models.Q(('floor_area_m2__gt', 0)), name='an_idle_space_has_floor_area'),
        ),
        migrations.AddConstraint(
            model_name='idlespace',
            constraint=models.CheckConstraint(condition=models.Q(('fit_out_fen_per_m2__gte', 0), ('rent_fen_per_year__gte', 0)), name='an_idle_space_costs_nothing_or_more'),
        ),
        migrations.AddConstraint(
            model_name='idlespace',
            constraint=models.CheckConstraint(condition=models.Q(('lat__range', (-90, 90)), ('lon__range', (-180, 180))), name='an_idle_space_lies_on_earth'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('stage', 'open'), _negated=True), ('facility__isnull', False), _connector='OR'), name='an_open_project_has_a_facility'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(('stage__in', ['proposed', 'approved', 'building', 'trial', 'open', 'closed'])), name='a_project_stands_at_a_known_stage'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(('planned_fen__gte', 0)), name='a_project_costs_nothing_or_more'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.UniqueConstraint(condition=models.Q(('stage', 'closed'), _negated=True), fields=('space',), name='a_space_has_one_project_at_a_time'),
        ),
    ]
