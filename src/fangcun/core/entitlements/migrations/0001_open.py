import django.contrib.postgres.fields
import django.db.models.deletion
import simple_history.models
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalog', '0001_open'),
        ('people', '0001_open'),
        ('places', '0001_open'),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalRulePack',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('source', models.TextField(blank=True, verbose_name='来源')),
                ('checked_on', models.DateField(blank=True, null=True, verbose_name='核对日期')),
                ('standing', models.CharField(choices=[('verified', '已核对原文'), ('secondary', '见于转载'), ('derived', '由其他数推算'), ('unverified', '未核对')], default='unverified', max_length=20, verbose_name='可信程度')),
                ('name_zh', models.CharField(max_length=200, verbose_name='中文名称')),
                ('name_en', models.CharField(max_length=200, verbose_name='英文名称')),
                ('code', models.CharField(max_length=60, verbose_name='代码')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='版本号')),
                ('valid_from', models.DateField(verbose_name='生效日期')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='失效日期')),
                ('is_in_use', models.BooleanField(default=False, verbose_name='启用')),
                ('written_by', models.CharField(blank=True, max_length=200, verbose_name='编写人')),
                ('written_at', models.DateTimeField(verbose_name='编写时间')),
                ('revision', models.PositiveIntegerField(default=1, verbose_name='版本')),
                ('history_user_id', models.CharField(blank=True, max_length=200, null=True, verbose_name='修改人')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical 规则包',
                'verbose_name_plural': 'historical 规则包s',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalCircumstance',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('kind', models.CharField(choices=[('destitute', '特困'), ('dibao', '低保'), ('low_income', '低收入'), ('expenditure_hardship', '支出型困难'), ('disabled', '残疾'), ('ability_level', '失能'), ('dementia', '认知障碍'), ('serious_illness', '严重慢性病'), ('living_alone', '独居'), ('empty_nest', '空巢'), ('left_behind', '留守'), ('lone_elder', '孤寡'), ('family_planning', '计划生育特殊家庭')], max_length=30, verbose_name='情况')),
                ('level', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='等级')),
                ('evidence', models.CharField(blank=True, max_length=200, verbose_name='依据')),
                ('number_tail', models.CharField(blank=True, max_length=4, verbose_name='证件编号末四位')),
                ('from_on', models.DateField(verbose_name='开始日期')),
                ('until', models.DateField(blank=True, null=True, verbose_name='有效期至')),
                ('verified_by', models.CharField(blank=True, max_length=200, verbose_name='核实人')),
                ('verified_at', models.DateTimeField(blank=True, null=True, verbose_name='核实时间')),
                ('recorded_by', models.CharField(max_length=200, verbose_name='登记人')),
                ('recorded_at', models.DateTimeField(verbose_name='登记时间')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='终止时间')),
                ('ended_because', models.CharField(blank=True, max_length=200, verbose_name='终止原因')),
                ('revision', models.PositiveIntegerField(default=1, verbose_name='版本')),
                ('history_user_id', models.CharField(blank=True, max_length=200, null=True, verbose_name='修改人')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('resident', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.resident', verbose_name='居民')),
            ],
            options={
                'verbose_name': 'historical 情况',
                'verbose_name_plural': 'historical 情况s',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='RulePack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.TextField(blank=True, verbose_name='来源')),
                ('checked_on', models.DateField(blank=True, null=True, verbose_name='核对日期')),
                ('standing', models.CharField(choices=[('verified', '已核对原文'), ('secondary', '见于转载'), ('derived', '由其他数推算'), ('unverified', '未核对')], default='unverified', max_length=20, verbose_name='可信程度')),
                ('name_zh', models.CharField(max_length=200, verbose_name='中文名称')),
                ('name_en', models.CharField(max_length=200, verbose_name='英文名称')),
                ('code', models.CharField(max_length=60, verbose_name='代码')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='版本号')),
                ('valid_from', models.DateField(verbose_name='生效日期')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='失效日期')),
                ('is_in_use', models.BooleanField(default=False, verbose_name='启用')),
                ('written_by', models.CharField(blank=True, max_length=200, verbose_name='编写人')),
                ('written_at', models.DateTimeField(verbose_name='编写时间')),
                ('revision', models.PositiveIntegerField(default=1, verbose_name='版本')),
            ],
            options={
                'verbose_name': '规则包',
                'constraints': [models.UniqueConstraint(fields=('code', 'version'), name='a_version_of_a_pack_is_written_once'), models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_until__gte', models.F('valid_from')), _connector='OR'), name='a_pack_does_not_end_before_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='BenefitRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_zh', models.CharField(max_length=200, verbose_name='中文名称')),
                ('name_en', models.CharField(max_length=200, verbose_name='英文名称')),
                ('code', models.CharField(max_length=60, verbose_name='代码')),
                ('benefit', models.CharField(max_length=60, verbose_name='待遇')),
                ('position', models.PositiveSmallIntegerField(verbose_name='顺序')),
                ('gives', models.CharField(choices=[('fen_per_time', '每次补贴'), ('fen_per_day', '每日补贴'), ('fen_per_month', '每月津贴'), ('free', '免费'), ('times_per_year', '每年次数'), ('visits_per_week', '每周探访次数'), ('visits_per_month', '每月探访次数'), ('visits_per_quarter', '每季探访次数'), ('priority', '优先安排')], max_length=30, verbose_name='内容')),
                ('amount', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='数额')),
                ('conditions', models.JSONField(verbose_name='条件')),
                ('required_proofs', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('birth_date', '出生日期'), ('id_number', '身份证号'), ('certificate', '证件或证明编号')], max_length=30), blank=True, default=list, size=None, verbose_name='须有的证明')),
                ('service', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='benefit_rules', to='catalog.servicekind', verbose_name='服务项目')),
                ('pack', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rules', to='entitlements.rulepack', verbose_name='规则包')),
            ],
            options={
                'verbose_name': '待遇规则',
            },
        ),
        migrations.CreateModel(
            name='Circumstance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('destitute', '特困'), ('dibao', '低保'), ('low_income', '低收入'), ('expenditure_hardship', '支出型困难'), ('disabled', '残疾'), ('ability_level', '失能'), ('dementia', '认知障碍'), ('serious_illness', '严重慢性病'), ('living_alone', '独居'), ('empty_nest', '空巢'), ('left_behind', '留守'), ('lone_elder', '孤寡'), ('family_planning', '计划生育特殊家庭')], max_length=30, verbose_name='情况')),
                ('level', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='等级')),
                ('evidence', models.CharField(blank=True, max_length=200, verbose_name='依据')),
                ('number_sealed', models.BinaryField(blank=True, null=True, verbose_name='证件编号（加密）')),
                ('number_tail', models.CharField(blank=True, max_length=4, verbose_name='证件编号末四位')),
                ('from_on', models.DateField(verbose_name='开始日期')),
                ('until', models.DateField(blank=True, null=True, verbose_name='有效期至')),
                ('verified_by', models.CharField(blank=True, max_length=200, verbose_name='核实人')),
                ('verified_at', models.DateTimeField(blank=True, null=True, verbose_name='核实时间')),
                ('recorded_by', models.CharField(max_length=200, verbose_name='登记人')),
                ('recorded_at', models.DateTimeField(verbose_name='登记时间')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='终止时间')),
                ('ended_because', models.CharField(blank=True, max_length=200, verbose_name='终止原因')),
                ('revision', models.PositiveIntegerField(default=1, verbose_name='版本')),
                ('resident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='circumstances', to='people.resident', verbose_name='居民')),
            ],
            options={
                'verbose_name': '情况',
                'indexes': [models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['kind', 'resident'], name='who_is_in_a_circumstance'), models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['until'], name='soon_to_run_out')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('resident', 'kind'), name='a_kind_of_circumstance_runs_once_for_a_resident'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('from_on')), _connector='OR'), name='a_circumstance_does_not_end_before_it_starts'), models.CheckConstraint(condition=models.Q(('level__isnull', True), models.Q(('kind', 'disabled'), ('level__range', (1, 4))), models.Q(('kind', 'ability_level'), ('level__range', (0, 4))), _connector='OR'), name='levels_are_those_of_the_certificate'), models.CheckConstraint(condition=models.Q(models.Q(('verified_at__isnull', True), ('verified_by', '')), models.Q(('verified_at__isnull', False), models.Q(('verified_by', ''), _negated=True)), _connector='OR'), name='who_verified_and_when_go_together')],
            },
        ),
        migrations.CreateModel(
            name='Enrolment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=130, verbose_name='待遇代码')),
                ('from_on', models.DateField(verbose_name='开始日期')),
                ('until', models.DateField(blank=True, null=True, verbose_name='截止日期')),
                ('enrolled_by', models.CharField(max_length=200, verbose_name='办理人')),
                ('enrolled_at', models.DateTimeField(verbose_name='办理时间')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='终止时间')),
                ('ended_by', models.CharField(blank=True, max_length=200, verbose_name='终止人')),
                ('ended_because', models.CharField(blank=True, max_length=200, verbose_name='终止原因')),
                ('resident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='people.resident', verbose_name='居民')),
                ('rule', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='entitlements.benefitrule', verbose_name='待遇')),
            ],
            options={
                'verbose_name': '享受待遇登记',
                'indexes': [models.Index(fields=['key', 'resident'], name='who_is_enrolled')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('resident', 'key'), name='nobody_is_enrolled_twice_at_once'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('from_on')), _connector='OR'), name='an_enrolment_does_not_end_before_it_starts')],
            },
        ),
        migrations.CreateModel(
            name='ForgottenCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=150, verbose_name='内容')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年份')),
                ('people', models.PositiveIntegerField(default=0, verbose_name='人数')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='forgotten_entitlements', to='places.community', verbose_name='社区')),
            ],
            options={
                'verbose_name': '匿名计数',
                'constraints': [models.UniqueConstraint(fields=('community', 'what', 'year'), name='forgotten_people_are_counted_in_one_row')],
            },
        ),
        migrations.AddConstraint(
            model_name='benefitrule',
            constraint=models.UniqueConstraint(fields=('pack', 'code'), name='a_rule_code_is_used_once_in_a_pack'),
        ),
        migrations.AddConstraint(
            model_name='benefitrule',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('amount__isnull', True), ('gives__in', ['free', 'priority'])), models.Q(models.Q(('gives__in', ['free', 'priority']), _negated=True), ('amount__gt', 0)), _connector='OR'), name='what_is_counted_has_an_amount'),
        ),
    ]
