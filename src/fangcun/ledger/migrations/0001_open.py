import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalog', '0001_open'),
        ('operators', '0001_open'),
        ('people', '0001_open'),
        ('places', '0001_open'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalMeasure',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('source', models.TextField(blank=True, verbose_name='来源')),
                ('checked_on', models.DateField(blank=True, null=True, verbose_name='核对日期')),
                ('standing', models.CharField(choices=[('verified', '已核对原文'), ('secondary', '见于转载'), ('derived', '由其他数推算'), ('unverified', '未核对')], default='unverified', max_length=20, verbose_name='可信程度')),
                ('name_zh', models.CharField(max_length=200, verbose_name='中文名称')),
                ('name_en', models.CharField(max_length=200, verbose_name='英文名称')),
                ('code', models.CharField(db_index=True, max_length=200, verbose_name='代码')),
                ('position', models.PositiveSmallIntegerField(verbose_name='顺序')),
                ('value', models.PositiveIntegerField(verbose_name='数值')),
                ('least', models.PositiveIntegerField(verbose_name='不小于')),
                ('most', models.PositiveIntegerField(verbose_name='不大于')),
                ('unit_zh', models.CharField(blank=True, max_length=20, verbose_name='单位')),
                ('unit_en', models.CharField(blank=True, max_length=20, verbose_name='单位（英文）')),
                ('revision', models.PositiveIntegerField(default=1, verbose_name='版本')),
                ('history_user_id', models.CharField(blank=True, max_length=200, null=True, verbose_name='修改人')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical 统计口径',
                'verbose_name_plural': 'historical 统计口径s',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Measure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.TextField(blank=True, verbose_name='来源')),
                ('checked_on', models.DateField(blank=True, null=True, verbose_name='核对日期')),
                ('standing', models.CharField(choices=[('verified', '已核对原文'), ('secondary', '见于转载'), ('derived', '由其他数推算'), ('unverified', '未核对')], default='unverified', max_length=20, verbose_name='可信程度')),
                ('name_zh', models.CharField(max_length=200, verbose_name='中文名称')),
                ('name_en', models.CharField(max_length=200, verbose_name='英文名称')),
                ('code', models.CharField(max_length=200, unique=True, verbose_name='代码')),
                ('position', models.PositiveSmallIntegerField(verbose_name='顺序')),
                ('value', models.PositiveIntegerField(verbose_name='数值')),
                ('least', models.PositiveIntegerField(verbose_name='不小于')),
                ('most', models.PositiveIntegerField(verbose_name='不大于')),
                ('unit_zh', models.CharField(blank=True, max_length=20, verbose_name='单位')),
                ('unit_en', models.CharField(blank=True, max_length=20, verbose_name='单位（英文）')),
                ('revision', models.PositiveIntegerField(default=1, verbose_name='版本')),
            ],
            options={
                'verbose_name': '统计口径',
                'constraints': [models.CheckConstraint(condition=models.Q(('value__gte', models.F('least')), ('value__lte', models.F('most'))), name='a_measure_keeps_its_bounds')],
            },
        ),
        migrations.CreateModel(
            name='ServiceRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person_times', models.PositiveIntegerField(default=1, verbose_name='人次')),
                ('counted_by', models.CharField(choices=[('person', '一人一行'), ('sign_in', '签到人数'), ('head_count', '现场点数'), ('estimate', '估计')], default='person', max_length=20, verbose_name='计数方式')),
                ('served_on', models.DateField(verbose_name='服务日期')),
                ('starts_at', models.DateTimeField(blank=True, null=True, verbose_name='开始时间')),
                ('ends_at', models.DateTimeField(blank=True, null=True, verbose_name='结束时间')),
                ('price_fen', models.BigIntegerField(default=0, verbose_name='价格')),
                ('subsidy_fen', models.BigIntegerField(default=0, verbose_name='补贴')),
                ('session', models.CharField(blank=True, max_length=80, verbose_name='场次')),
                ('source', models.CharField(blank=True, max_length=80, verbose_name='来源')),
                ('written_key', models.UUIDField(blank=True, null=True, unique=True, verbose_name='登记凭证')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='说明')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时间')),
                ('reversal_reason', models.CharField(blank=True, max_length=500, verbose_name='冲正原因')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='records', to='places.community', verbose_name='社区')),
                ('facility', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='records', to='places.facility', verbose_name='设施')),
                ('operator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='records', to='operators.operator', verbose_name='服务机构')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='记录人')),
                ('resident', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='records', to='people.resident', verbose_name='居民')),
                ('reverses', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversal', to='ledger.servicerecord', verbose_name='冲正')),
                ('room', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='records', to='places.room', verbose_name='房间')),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='records', to='catalog.servicekind', verbose_name='服务')),
            ],
            options={
                'verbose_name': '服务记录',
            },
        ),
        migrations.CreateModel(
            name='UnmetNeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wanted', models.CharField(blank=True, max_length=200, verbose_name='想要什么')),
                ('people', models.PositiveIntegerField(default=1, verbose_name='人数')),
                ('why', models.CharField(choices=[('no_such_service', '没有此项服务'), ('full', '名额已满'), ('too_far', '距离太远'), ('closed', '不在开放时间'), ('not_eligible', '不符合条件'), ('too_expensive', '价格太高'), ('no_staff', '无人手'), ('not_reached', '联系不上居民'), ('resident_declined', '居民放弃'), ('other', '其他')], max_length=30, verbose_name='原因')),
                ('wished_on', models.DateField(blank=True, null=True, verbose_name='希望日期')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='说明')),
                ('source', models.CharField(blank=True, max_length=80, verbose_name='来源')),
                ('written_key', models.UUIDField(blank=True, null=True, unique=True, verbose_name='登记凭证')),
                ('recorded_at', models.DateTimeField(verbose_name='记录时间')),
                ('reversal_reason', models.CharField(blank=True, max_length=500, verbose_name='冲正原因')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='unmet_needs', to='places.community', verbose_name='社区')),
                ('facility', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='unmet_needs', to='places.facility', verbose_name='设施')),
                ('operator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='unmet_needs', to='operators.operator', verbose_name='服务机构')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='记录人')),
                ('resident', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='unmet_needs', to='people.resident', verbose_name='居民')),
                ('reverses', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversal', to='ledger.unmetneed', verbose_name='冲正')),
                ('service', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='unmet_needs', to='catalog.servicekind', verbose_name='服务')),
            ],
            options={
                'verbose_name': '未满足需求',
            },
        ),
        migrations.CreateModel(
            name='HistoricalCommitment',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('promised_to', models.CharField(blank=True, max_length=200, verbose_name='约定对象')),
                ('units', models.PositiveIntegerField(default=1, verbose_name='数量')),
                ('price_fen', models.BigIntegerField(default=0, verbose_name='约定价格')),
                ('due_on', models.DateField(verbose_name='约定日期')),
                ('source', models.CharField(blank=True, max_length=80, verbose_name='来源')),
                ('written_key', models.UUIDField(blank=True, db_index=True, null=True, verbose_name='登记凭证')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='说明')),
                ('state', models.CharField(choices=[('open', '待履行'), ('kept', '已履行'), ('given_up', '未能履行'), ('cancelled', '已取消')], default='open', max_length=20, verbose_name='状态')),
                ('made_at', models.DateTimeField(verbose_name='约定时间')),
                ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='了结时间')),
                ('settled_why', models.CharField(blank=True, max_length=500, verbose_name='了结说明')),
                ('revision', models.PositiveIntegerField(default=1, verbose_name='版本')),
                ('history_user_id', models.CharField(blank=True, max_length=200, null=True, verbose_name='修改人')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('community', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='places.community', verbose_name='社区')),
                ('facility', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='places.facility', verbose_name='设施')),
                ('made_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='约定人')),
                ('operator', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='operators.operator', verbose_name='服务机构')),
                ('resident', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.resident', verbose_name='居民')),
                ('service', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='catalog.servicekind', verbose_name='服务')),
                ('settled_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='了结人')),
                ('record', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='ledger.servicerecord', verbose_name='服务记录')),
                ('unmet_need', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='ledger.unmetneed', verbose_name='未满足需求')),
            ],
            options={
                'verbose_name': 'historical 约定',
                'verbose_name_plural': 'historical 约定s',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Commitment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('promised_to', models.CharField(blank=True, max_length=200, verbose_name='约定对象')),
                ('units', models.PositiveIntegerField(default=1, verbose_name='数量')),
                ('price_fen', models.BigIntegerField(default=0, verbose_name='约定价格')),
                ('due_on', models.DateField(verbose_name='约定日期')),
                ('source', models.CharField(blank=True, max_length=80, verbose_name='来源')),
                ('written_key', models.UUIDField(blank=True, null=True, unique=True, verbose_name='登记凭证')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='说明')),
                ('state', models.CharField(choices=[('open', '待履行'), ('kept', '已履行'), ('given_up', '未能履行'), ('cancelled', '已取消')], default='open', max_length=20, verbose_name='状态')),
                ('made_at', models.DateTimeField(verbose_name='约定时间')),
                ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='了结时间')),
                ('settled_why', models.CharField(blank=True, max_length=500, verbose_name='了结说明')),
                ('revision', models.PositiveIntegerField(default=1, verbose_name='版本')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='places.community', verbose_name='社区')),
                ('facility', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='places.facility', verbose_name='设施')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='约定人')),
                ('operator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='operators.operator', verbose_name='服务机构')),
                ('resident', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='people.resident', verbose_name='居民')),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='catalog.servicekind', verbose_name='服务')),
                ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='了结人')),
                ('record', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='commitment', to='ledger.servicerecord', verbose_name='服务记录')),
                ('unmet_need', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='commitment', to='ledger.unmetneed', verbose_name='未满足需求')),
            ],
            options={
                'verbose_name': '约定',
            },
        ),
        migrations.CreateModel(
            name='Opinion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=80, verbose_name='来源')),
                ('is_solved', models.BooleanField(verbose_name='已解决')),
                ('score', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='满意度')),
                ('words', models.CharField(blank=True, max_length=500, verbose_name='居民原话')),
                ('is_thanks', models.BooleanField(default=False, verbose_name='感谢')),
                ('asked_at', models.DateTimeField(verbose_name='询问时间')),
                ('read_at', models.DateTimeField(blank=True, null=True, verbose_name='服务方已读时间')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='询问人')),
                ('commitment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='ledger.commitment', verbose_name='约定')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='places.community', verbose_name='社区')),
                ('facility', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='places.facility', verbose_name='设施')),
                ('operator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='operators.operator', verbose_name='服务机构')),
                ('read_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='已读人')),
            ],
            options={
                'verbose_name': '评价',
                'indexes': [models.Index(fields=['source'], name='opinions_by_source'), models.Index(condition=models.Q(('read_at__isnull', True)), fields=['operator', 'asked_at'], name='opinions_not_read')],
                'constraints': [models.CheckConstraint(condition=models.Q(('score__isnull', True), ('score__range', (1, 5)), _connector='OR'), name='content_is_scored_1_to_5')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='opinion',
            trigger=pgtrigger.compiler.Trigger(name='opinions_are_kept', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."community_id" IS DISTINCT FROM (NEW."community_id") OR OLD."operator_id" IS DISTINCT FROM (NEW."operator_id") OR OLD."facility_id" IS DISTINCT FROM (NEW."facility_id") OR OLD."commitment_id" IS DISTINCT FROM (NEW."commitment_id") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."is_solved" IS DISTINCT FROM (NEW."is_solved") OR OLD."score" IS DISTINCT FROM (NEW."score") OR OLD."is_thanks" IS DISTINCT FROM (NEW."is_thanks") OR OLD."asked_by_id" IS DISTINCT FROM (NEW."asked_by_id") OR OLD."asked_at" IS DISTINCT FROM (NEW."asked_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='f2a6b498b6413ba01d66dd794ec2a634657507a3', operation='UPDATE', pgid='pgtrigger_opinions_are_kept_95493', table='ledger_opinion', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='opinion',
            trigger=pgtrigger.compiler.Trigger(name='words_are_kept_or_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (NEW."words" = \'\'))', func='RAISE EXCEPTION \'pgtrigger: Cannot update of "words" rows from % table\', TG_TABLE_NAME;', hash='b69197f706a60ecbff11e18efa509664c4f49349', operation='UPDATE OF "words"', pgid='pgtrigger_words_are_kept_or_emptied_91af3', table='ledger_opinion', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='opinion',
            trigger=pgtrigger.compiler.Trigger(name='opinions_are_not_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='72b65f46aa955d3f1546ea1d4d321354060c3e1e', operation='DELETE', pgid='pgtrigger_opinions_are_not_deleted_a788a', table='ledger_opinion', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='servicerecord',
            index=models.Index(fields=['resident', '-served_on'], name='what_a_person_received'),
        ),
        migrations.AddIndex(
            model_name='servicerecord',
            index=models.Index(fields=['served_on', 'id'], name='records_by_day'),
        ),
        migrations.AddIndex(
            model_name='servicerecord',
            index=models.Index(fields=['facility', 'served_on', 'id'], name='what_a_facility_gave'),
        ),
        migrations.AddIndex(
            model_name='servicerecord',
            index=models.Index(fields=['operator', 'served_on', 'id'], name='what_an_operator_gave'),
        ),
        migrations.AddIndex(
            model_name='servicerecord',
            index=models.Index(fields=['community', 'served_on', 'id'], name='what_a_community_received'),
        ),
        migrations.AddIndex(
            model_name='servicerecord',
            index=models.Index(condition=models.Q(('reverses__isnull', False)), fields=['reverses'], name='taken_back_records'),
        ),
        migrations.AddConstraint(
            model_name='servicerecord',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('counted_by', 'person'), ('person_times', 1)), models.Q(models.Q(('counted_by', 'person'), _negated=True), ('person_times__gt', 0), ('resident', None)), _connector='OR'), name='a_person_is_one_and_a_crowd_has_no_name'),
        ),
        migrations.AddConstraint(
            model_name='servicerecord',
            constraint=models.CheckConstraint(condition=models.Q(('starts_at__isnull', True), ('ends_at__isnull', True), ('ends_at__gte', models.F('starts_at')), _connector='OR'), name='a_service_does_not_end_before_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='servicerecord',
            constraint=models.CheckConstraint(condition=models.Q(('price_fen__gte', 0), ('subsidy_fen__gte', 0), ('subsidy_fen__lte', models.F('price_fen'))), name='a_subsidy_is_part_of_the_price'),
        ),
        migrations.AddConstraint(
            model_name='servicerecord',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reversal_reason', ''), ('reverses__isnull', True)), models.Q(('reverses__isnull', False), models.Q(('reversal_reason', ''), _negated=True)), _connector='OR'), name='a_reversal_says_why'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='servicerecord',
            trigger=pgtrigger.compiler.Trigger(name='records_are_kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4163c7a30ec8cbf0966a840727897f3b6782825d', operation='UPDATE OR DELETE', pgid='pgtrigger_records_are_kept_19783', table='ledger_servicerecord', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='servicerecord',
            trigger=pgtrigger.compiler.Trigger(name='records_are_not_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='28d862318344223cb21e87cd3cae03c3b7e2adca', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_records_are_not_emptied_aaea3', table='ledger_servicerecord', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='unmetneed',
            index=models.Index(fields=['recorded_at', 'id'], name='needs_by_day'),
        ),
        migrations.AddIndex(
            model_name='unmetneed',
            index=models.Index(fields=['community', 'recorded_at', 'id'], name='needs_unmet_in_a_community'),
        ),
        migrations.AddIndex(
            model_name='unmetneed',
            index=models.Index(fields=['resident', 'recorded_at'], name='what_a_person_went_without'),
        ),
        migrations.AddIndex(
            model_name='unmetneed',
            index=models.Index(condition=models.Q(('reverses__isnull', False)), fields=['reverses'], name='taken_back_needs'),
        ),
        migrations.AddConstraint(
            model_name='unmetneed',
            constraint=models.CheckConstraint(condition=models.Q(('service__isnull', False), models.Q(('wanted', ''), _negated=True), _connector='OR'), name='an_unmet_need_says_what_was_wanted'),
        ),
        migrations.AddConstraint(
            model_name='unmetneed',
            constraint=models.CheckConstraint(condition=models.Q(('people__gt', 0)), name='an_unmet_need_is_somebodys'),
        ),
        migrations.AddConstraint(
            model_name='unmetneed',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reversal_reason', ''), ('reverses__isnull', True)), models.Q(('reverses__isnull', False), models.Q(('reversal_reason', ''), _negated=True)), _connector='OR'), name='a_reversed_need_says_why'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='unmetneed',
            trigger=pgtrigger.compiler.Trigger(name='unmet_needs_are_kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='8575055fda589d62217bc0fae56007cc2943d8ab', operation='UPDATE OR DELETE', pgid='pgtrigger_unmet_needs_are_kept_08ecb', table='ledger_unmetneed', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='unmetneed',
            trigger=pgtrigger.compiler.Trigger(name='unmet_needs_are_not_emptied', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot truncate % table', TG_TABLE_NAME;", hash='4ce41579ff10f258c1e5b7003340e5da4c754cd1', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_unmet_needs_are_not_emptied_927ad', table='ledger_unmetneed', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='commitment',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['operator', 'due_on'], name='open_promises_of_an_operator'),
        ),
        migrations.AddIndex(
            model_name='commitment',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['community', 'due_on'], name='open_promises_in_a_community'),
        ),
        migrations.AddIndex(
            model_name='commitment',
            index=models.Index(fields=['due_on', 'id'], name='promises_by_day'),
        ),
        migrations.AddIndex(
            model_name='commitment',
            index=models.Index(fields=['resident', 'due_on'], name='what_a_person_was_promised'),
        ),
        migrations.AddIndex(
            model_name='commitment',
            index=models.Index(fields=['source'], name='promises_by_source'),
        ),
        migrations.AddConstraint(
            model_name='commitment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled_at', None), ('settled_by', None), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('settled_at__isnull', False), ('settled_by__isnull', False)), _connector='OR'), name='a_commitment_is_open_or_settled'),
        ),
        migrations.AddConstraint(
            model_name='commitment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('record', None), ('state', 'open'), ('unmet_need', None)), models.Q(('record__isnull', False), ('state', 'kept'), ('unmet_need', None)), models.Q(('record', None), ('state__in', ['given_up', 'cancelled']), ('unmet_need__isnull', False)), _connector='OR'), name='a_promise_ends_in_one_record_or_one_unmet_need'),
        ),
        migrations.AddConstraint(
            model_name='commitment',
            constraint=models.CheckConstraint(condition=models.Q(('resident__isnull', False), models.Q(('promised_to', ''), _negated=True), _connector='OR'), name='a_commitment_is_made_to_somebody'),
        ),
        migrations.AddConstraint(
            model_name='commitment',
            constraint=models.CheckConstraint(condition=models.Q(('units__gt', 0)), name='a_commitment_promises_something'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='commitment',
            trigger=pgtrigger.compiler.Trigger(name='promises_are_not_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='6407c4cb24ca2e129d0d9e979671a958d0228cbf', operation='DELETE', pgid='pgtrigger_promises_are_not_deleted_ac720', table='ledger_commitment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='commitment',
            trigger=pgtrigger.compiler.Trigger(name='a_promise_is_settled_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT (OLD."state" = \'open\'))', func='RAISE EXCEPTION \'pgtrigger: Cannot update of "state", "settled_at", "settled_by_id", "record_id", "unmet_need_id" rows from % table\', TG_TABLE_NAME;', hash='230cfe55028548678fd45505789ea623f3f7bee2', operation='UPDATE OF "state", "settled_at", "settled_by_id", "record_id", "unmet_need_id"', pgid='pgtrigger_a_promise_is_settled_once_0ca85', table='ledger_commitment', when='BEFORE')),
        ),
    ]
