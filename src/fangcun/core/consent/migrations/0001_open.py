import django.contrib.postgres.fields
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_open'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalLegalLimit',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('source', models.TextField(blank=True, verbose_name='来源')),
                ('checked_on', models.DateField(blank=True, null=True, verbose_name='核对日期')),
                ('standing', models.CharField(choices=[('verified', '已核对原文'), ('secondary', '见于转载'), ('derived', '由其他数推算'), ('unverified', '未核对')], default='unverified', max_length=20, verbose_name='可信程度')),
                ('code', models.CharField(choices=[('forget_days', '答复删除请求'), ('close_account_working_days', '注销账号'), ('guardian_under_age', '须由监护人同意的年龄')], db_index=True, max_length=30, verbose_name='代码')),
                ('value', models.PositiveSmallIntegerField(verbose_name='数值')),
                ('revision', models.PositiveIntegerField(default=1, verbose_name='版本')),
                ('history_user_id', models.CharField(blank=True, max_length=200, null=True, verbose_name='修改人')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical 法定期限',
                'verbose_name_plural': 'historical 法定期限s',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='LegalLimit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.TextField(blank=True, verbose_name='来源')),
                ('checked_on', models.DateField(blank=True, null=True, verbose_name='核对日期')),
                ('standing', models.CharField(choices=[('verified', '已核对原文'), ('secondary', '见于转载'), ('derived', '由其他数推算'), ('unverified', '未核对')], default='unverified', max_length=20, verbose_name='可信程度')),
                ('code', models.CharField(choices=[('forget_days', '答复删除请求'), ('close_account_working_days', '注销账号'), ('guardian_under_age', '须由监护人同意的年龄')], max_length=30, unique=True, verbose_name='代码')),
                ('value', models.PositiveSmallIntegerField(verbose_name='数值')),
                ('revision', models.PositiveIntegerField(default=1, verbose_name='版本')),
            ],
            options={
                'verbose_name': '法定期限',
            },
        ),
        migrations.CreateModel(
            name='HistoricalCircleMember',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('name', models.CharField(max_length=40, verbose_name='姓名')),
                ('kinship', models.CharField(choices=[('spouse', '配偶'), ('child', '子女'), ('parent', '父母'), ('grandchild', '孙辈'), ('grandparent', '祖辈'), ('sibling', '兄弟姐妹'), ('guardian', '其他监护人'), ('neighbour', '邻居或朋友'), ('other', '其他')], max_length=20, verbose_name='关系')),
                ('phone', models.CharField(max_length=20, verbose_name='电话')),
                ('sees', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('identity', '身份与联系方式'), ('appointments', '预约与用餐'), ('health', '健康'), ('requests', '需求与办理情况'), ('money', '费用与补贴')], max_length=20), blank=True, default=list, size=None, verbose_name='可以看')),
                ('does', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('order', '代订餐'), ('book', '代预约'), ('request', '代提需求')], max_length=20), blank=True, default=list, size=None, verbose_name='可以代办')),
                ('from_on', models.DateField(verbose_name='开始日期')),
                ('until', models.DateField(verbose_name='有效期至')),
                ('channel', models.CharField(choices=[('paper', '纸质签字'), ('phone', '电话录音'), ('online', '线上确认')], max_length=10, verbose_name='居民同意的方式')),
                ('evidence', models.CharField(max_length=200, verbose_name='凭据')),
                ('recorded_by', models.CharField(max_length=200, verbose_name='登记人')),
                ('recorded_at', models.DateTimeField(verbose_name='登记时间')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='取消时间')),
                ('revoked_by', models.CharField(blank=True, max_length=200, verbose_name='取消人')),
                ('revision', models.PositiveIntegerField(default=1, verbose_name='版本')),
                ('history_user_id', models.CharField(blank=True, max_length=200, null=True, verbose_name='修改人')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('account', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='账号')),
                ('resident', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.resident', verbose_name='居民')),
            ],
            options={
                'verbose_name': 'historical 亲情圈成员',
                'verbose_name_plural': 'historical 亲情圈成员s',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.TextField(blank=True, verbose_name='来源')),
                ('checked_on', models.DateField(blank=True, null=True, verbose_name='核对日期')),
                ('standing', models.CharField(choices=[('verified', '已核对原文'), ('secondary', '见于转载'), ('derived', '由其他数推算'), ('unverified', '未核对')], default='unverified', max_length=20, verbose_name='可信程度')),
                ('purpose', models.CharField(choices=[('service', '提供服务'), ('phone', '电话联系'), ('wechat', '微信联系'), ('health', '健康信息'), ('photos', '拍照和使用照片'), ('operators', '提供给运营机构'), ('statistics', '统计分析')], max_length=20, verbose_name='目的')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='版本号')),
                ('necessity_zh', models.TextField(verbose_name='为什么需要')),
                ('necessity_en', models.TextField(verbose_name='为什么需要（英文）')),
                ('impact_zh', models.TextField(verbose_name='对您的影响')),
                ('impact_en', models.TextField(verbose_name='对您的影响（英文）')),
                ('written_by', models.CharField(blank=True, max_length=200, verbose_name='编写人')),
                ('written_at', models.DateTimeField(verbose_name='编写时间')),
            ],
            options={
                'verbose_name': '告知书',
                'constraints': [models.UniqueConstraint(fields=('purpose', 'version'), name='a_version_of_a_notice_is_written_once'), models.CheckConstraint(condition=models.Q(models.Q(('necessity_zh', ''), _negated=True), models.Q(('impact_zh', ''), _negated=True)), name='a_notice_says_why_and_what_it_means')],
            },
        ),
        migrations.CreateModel(
            name='CircleMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, verbose_name='姓名')),
                ('kinship', models.CharField(choices=[('spouse', '配偶'), ('child', '子女'), ('parent', '父母'), ('grandchild', '孙辈'), ('grandparent', '祖辈'), ('sibling', '兄弟姐妹'), ('guardian', '其他监护人'), ('neighbour', '邻居或朋友'), ('other', '其他')], max_length=20, verbose_name='关系')),
                ('phone', models.CharField(max_length=20, verbose_name='电话')),
                ('sees', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('identity', '身份与联系方式'), ('appointments', '预约与用餐'), ('health', '健康'), ('requests', '需求与办理情况'), ('money', '费用与补贴')], max_length=20), blank=True, default=list, size=None, verbose_name='可以看')),
                ('does', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('order', '代订餐'), ('book', '代预约'), ('request', '代提需求')], max_length=20), blank=True, default=list, size=None, verbose_name='可以代办')),
                ('from_on', models.DateField(verbose_name='开始日期')),
                ('until', models.DateField(verbose_name='有效期至')),
                ('channel', models.CharField(choices=[('paper', '纸质签字'), ('phone', '电话录音'), ('online', '线上确认')], max_length=10, verbose_name='居民同意的方式')),
                ('evidence', models.CharField(max_length=200, verbose_name='凭据')),
                ('recorded_by', models.CharField(max_length=200, verbose_name='登记人')),
                ('recorded_at', models.DateTimeField(verbose_name='登记时间')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='取消时间')),
                ('revoked_by', models.CharField(blank=True, max_length=200, verbose_name='取消人')),
                ('revision', models.PositiveIntegerField(default=1, verbose_name='版本')),
                ('account', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='circles', to=settings.AUTH_USER_MODEL, verbose_name='账号')),
                ('resident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='circle', to='people.resident', verbose_name='居民')),
            ],
            options={
                'verbose_name': '亲情圈成员',
                'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True)), fields=('resident', 'phone'), name='a_relative_is_in_a_circle_once'), models.CheckConstraint(condition=models.Q(('sees__len__gt', 0), ('does__len__gt', 0), _connector='OR'), name='a_relative_is_let_in_for_something'), models.CheckConstraint(condition=models.Q(('until__gte', models.F('from_on'))), name='a_relative_is_let_in_until_a_later_day')],
            },
        ),
        migrations.CreateModel(
            name='ForgetRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_by', models.CharField(choices=[('self', '本人'), ('guardian', '监护人')], max_length=10, verbose_name='提出人')),
                ('channel', models.CharField(choices=[('paper', '纸质签字'), ('phone', '电话录音'), ('online', '线上确认')], max_length=10, verbose_name='方式')),
                ('words', models.CharField(blank=True, max_length=200, verbose_name='原话')),
                ('asked_at', models.DateTimeField(verbose_name='提出时间')),
                ('recorded_by', models.CharField(max_length=200, verbose_name='登记人')),
                ('due_on', models.DateField(verbose_name='答复期限')),
                ('account_due_on', models.DateField(blank=True, null=True, verbose_name='账号注销期限')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='完成时间')),
                ('refused_at', models.DateTimeField(blank=True, null=True, verbose_name='不予删除时间')),
                ('refused_because', models.CharField(blank=True, max_length=200, verbose_name='不予删除原因')),
                ('settled_by', models.CharField(blank=True, max_length=200, verbose_name='经办人')),
                ('resident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='forget_requests', to='people.resident', verbose_name='居民')),
            ],
            options={
                'verbose_name': '删除请求',
                'constraints': [models.UniqueConstraint(condition=models.Q(('done_at__isnull', True), ('refused_at__isnull', True)), fields=('resident',), name='one_open_request_to_be_forgotten'), models.CheckConstraint(condition=models.Q(('done_at__isnull', True), ('refused_at__isnull', True), _connector='OR'), name='a_request_to_be_forgotten_is_settled_once'), models.CheckConstraint(condition=models.Q(('refused_at__isnull', True), models.Q(('refused_because', ''), _negated=True), _connector='OR'), name='who_is_not_forgotten_is_told_why')],
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('service', '提供服务'), ('phone', '电话联系'), ('wechat', '微信联系'), ('health', '健康信息'), ('photos', '拍照和使用照片'), ('operators', '提供给运营机构'), ('statistics', '统计分析')], max_length=20, verbose_name='目的')),
                ('given_by', models.CharField(choices=[('self', '本人'), ('guardian', '监护人')], max_length=10, verbose_name='同意人')),
                ('guardian_name', models.CharField(blank=True, max_length=40, verbose_name='监护人姓名')),
                ('guardian_kinship', models.CharField(blank=True, choices=[('spouse', '配偶'), ('child', '子女'), ('parent', '父母'), ('grandchild', '孙辈'), ('grandparent', '祖辈'), ('sibling', '兄弟姐妹'), ('guardian', '其他监护人'), ('neighbour', '邻居或朋友'), ('other', '其他')], default='', max_length=20, verbose_name='监护人关系')),
                ('guardian_phone', models.CharField(blank=True, max_length=20, verbose_name='监护人电话')),
                ('is_age_seen', models.BooleanField(default=False, verbose_name='当面确认已满年龄')),
                ('channel', models.CharField(choices=[('paper', '纸质签字'), ('phone', '电话录音'), ('online', '线上确认')], max_length=10, verbose_name='方式')),
                ('evidence', models.CharField(max_length=200, verbose_name='凭据')),
                ('from_on', models.DateField(verbose_name='开始日期')),
                ('until', models.DateField(blank=True, null=True, verbose_name='有效期至')),
                ('recorded_by', models.CharField(max_length=200, verbose_name='登记人')),
                ('recorded_at', models.DateTimeField(verbose_name='登记时间')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='撤回时间')),
                ('withdrawn_by', models.CharField(blank=True, max_length=200, verbose_name='撤回办理人')),
                ('replaced_at', models.DateTimeField(blank=True, null=True, verbose_name='更新时间')),
                ('resident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='people.resident', verbose_name='居民')),
                ('notice', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='consent.notice', verbose_name='告知书')),
            ],
            options={
                'verbose_name': '同意',
                'constraints': [models.UniqueConstraint(condition=models.Q(('replaced_at__isnull', True), ('withdrawn_at__isnull', True)), fields=('resident', 'purpose'), name='one_answer_for_one_purpose_at_a_time'), models.CheckConstraint(condition=models.Q(('given_by', 'self'), models.Q(('guardian_name', ''), ('guardian_kinship', ''), ('guardian_phone', ''), _connector='OR', _negated=True), _connector='OR'), name='a_guardian_has_name_relation_and_phone'), models.CheckConstraint(condition=models.Q(('evidence', ''), _negated=True), name='a_consent_can_be_shown'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('from_on')), _connector='OR'), name='a_consent_does_not_end_before_it_starts')],
            },
        ),
    ]
