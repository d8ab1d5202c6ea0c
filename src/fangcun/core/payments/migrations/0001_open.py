import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
import pgtrigger.migrations
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('operators', '0001_open'),
        ('people', '0001_open'),
        ('places', '0001_open'),
    ]

    operations = [
        migrations.CreateModel(
            name='TrialOrder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.UUIDField(default=uuid.uuid4, unique=True, verbose_name='单号')),
                ('number', models.CharField(max_length=40, unique=True, verbose_name='商户单号')),
                ('words', models.CharField(max_length=150, verbose_name='内容')),
                ('amount_fen', models.BigIntegerField(verbose_name='金额')),
                ('way_back', models.CharField(max_length=200, verbose_name='返回地址')),
                ('closes_at', models.DateTimeField(blank=True, null=True, verbose_name='付款截止')),
                ('state', models.CharField(choices=[('open', '等待付款'), ('paid', '已付款'), ('refused', '已拒绝')], default='open', max_length=10, verbose_name='状态')),
                ('event', models.UUIDField(default=uuid.uuid4, verbose_name='通知号')),
                ('made_at', models.DateTimeField(verbose_name='下单时间')),
            ],
            options={
                'verbose_name': '测试支付订单',
            },
        ),
        migrations.CreateModel(
            name='TrialOutage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('until', models.DateTimeField(verbose_name='故障到')),
            ],
            options={
                'verbose_name': '测试支付故障',
            },
        ),
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('method', models.CharField(choices=[('card', '储值卡'), ('tab', '挂账')], max_length=10, verbose_name='类型')),
                ('balance_fen', models.BigIntegerField(default=0, verbose_name='余额')),
                ('limit_fen', models.BigIntegerField(default=0, verbose_name='挂账上限')),
                ('opened_at', models.DateTimeField(verbose_name='开户时间')),
                ('revision', models.PositiveIntegerField(default=1, verbose_name='版本')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='办理人')),
                ('operator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='money_accounts', to='operators.operator', verbose_name='机构')),
                ('resident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='money_accounts', to='people.resident', verbose_name='居民')),
            ],
            options={
                'verbose_name': '账户',
                'constraints': [models.UniqueConstraint(fields=('resident', 'operator', 'method'), name='one_card_and_one_tab_with_an_operator'), models.CheckConstraint(condition=models.Q(models.Q(('balance_fen__gte', 0), ('method', 'card')), models.Q(('balance_fen__gte', django.db.models.expressions.CombinedExpression(models.Value(-1), '*', models.F('limit_fen'))), ('method', 'tab')), _connector='OR'), name='a_card_holds_nothing_or_more_and_a_tab_keeps_its_limit'), models.CheckConstraint(condition=models.Q(('limit_fen__gte', 0)), name='a_limit_is_nothing_or_more')],
            },
        ),
        migrations.CreateModel(
            name='AccountEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('top_up', '充值'), ('payment', '消费'), ('refund', '退款'), ('settled', '结清')], max_length=20, verbose_name='类型')),
                ('amount_fen', models.BigIntegerField(verbose_name='金额')),
                ('balance_fen', models.BigIntegerField(verbose_name='余额')),
                ('source', models.CharField(max_length=80, verbose_name='来源')),
                ('written_key', models.UUIDField(unique=True, verbose_name='登记凭证')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='payments.account', verbose_name='账户')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='经办人')),
            ],
            options={
                'verbose_name': '账户流水',
                'indexes': [models.Index(fields=['account', '-id'], name='movements_of_an_account')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalAccount',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('method', models.CharField(choices=[('card', '储值卡'), ('tab', '挂账')], max_length=10, verbose_name='类型')),
                ('limit_fen', models.BigIntegerField(default=0, verbose_name='挂账上限')),
                ('opened_at', models.DateTimeField(verbose_name='开户时间')),
                ('revision', models.PositiveIntegerField(default=1, verbose_name='版本')),
                ('history_user_id', models.CharField(blank=True, max_length=200, null=True, verbose_name='修改人')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('opened_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='办理人')),
                ('operator', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='operators.operator', verbose_name='机构')),
                ('resident', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.resident', verbose_name='居民')),
            ],
            options={
                'verbose_name': 'historical 账户',
                'verbose_name_plural': 'historical 账户s',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Payment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=80, verbose_name='来源')),
                ('words', models.CharField(max_length=150, verbose_name='内容')),
                ('amount_fen', models.BigIntegerField(verbose_name='金额')),
                ('method', models.CharField(choices=[('cash', '现金'), ('card', '储值卡'), ('tab', '挂账'), ('online', '线上支付')], max_length=10, verbose_name='支付方式')),
                ('state', models.CharField(choices=[('waiting', '待支付'), ('paid', '已支付'), ('refused', '支付失败'), ('expired', '超时未付'), ('refunding', '退款中'), ('refunded', '已退款')], max_length=20, verbose_name='状态')),
                ('provider', models.CharField(blank=True, max_length=40, verbose_name='支付渠道')),
                ('provider_ref', models.CharField(blank=True, max_length=80, verbose_name='渠道单号')),
                ('pay_address', models.CharField(blank=True, max_length=500, verbose_name='付款地址')),
                ('written_key', models.UUIDField(unique=True, verbose_name='登记凭证')),
                ('expires_at', models.DateTimeField(blank=True, null=True, verbose_name='付款截止')),
                ('made_at', models.DateTimeField(verbose_name='发起时间')),
                ('paid_at', models.DateTimeField(blank=True, null=True, verbose_name='支付时间')),
                ('refunded_fen', models.BigIntegerField(default=0, verbose_name='已退金额')),
                ('account', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='payments.account', verbose_name='账户')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='places.community', verbose_name='社区')),
                ('facility', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='places.facility', verbose_name='设施')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='发起人')),
                ('operator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='operators.operator', verbose_name='收款机构')),
                ('resident', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='people.resident', verbose_name='居民')),
            ],
            options={
                'verbose_name': '支付',
                'indexes': [models.Index(fields=['facility', 'made_at', 'id'], name='payments_at_a_facility'), models.Index(fields=['facility', 'paid_at'], name='payments_of_a_till'), models.Index(fields=['source'], name='payments_by_source'), models.Index(fields=['provider_ref'], name='payments_by_provider'), models.Index(condition=models.Q(('state', 'waiting')), fields=['made_at'], name='payments_that_wait')],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount_fen__gt', 0)), name='a_payment_is_of_something'), models.CheckConstraint(condition=models.Q(('refunded_fen__gte', 0), ('refunded_fen__lte', models.F('amount_fen'))), name='no_more_is_given_back_than_was_paid'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['paid', 'refunding', 'refunded']), _negated=True), ('paid_at__isnull', False), _connector='OR'), name='a_paid_payment_says_when'), models.UniqueConstraint(condition=models.Q(('state__in', ['waiting', 'paid']), models.Q(('refunded_fen__lt', models.F('amount_fen')), ('state', 'refunding')), _connector='OR'), fields=('source',), name='a_thing_is_paid_for_once_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('method__in', ['card', 'tab']), _negated=True), ('account__isnull', False), _connector='OR'), name='money_moves_on_an_account_where_one_is_needed')],
            },
        ),
        migrations.CreateModel(
            name='ProviderEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('provider', models.CharField(max_length=40, verbose_name='支付渠道')),
                ('event', models.CharField(max_length=80, verbose_name='通知号')),
                ('said', models.JSONField(verbose_name='内容')),
                ('heard_at', models.DateTimeField(verbose_name='收到时间')),
                ('came_to', models.CharField(choices=[('paid', '已入账'), ('refused', '支付失败'), ('refunded', '已退款'), ('not_refunded', '退款失败'), ('known', '已知，不再处理'), ('late', '付款太晚，自动退回'), ('wrong_amount', '金额不符，未入账'), ('twice', '重复付款，待核对'), ('unknown', '没有这笔支付')], max_length=20, verbose_name='结果')),
                ('payment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='payments.payment', verbose_name='支付')),
            ],
            options={
                'verbose_name': '渠道通知',
                'constraints': [models.UniqueConstraint(fields=('provider', 'event'), name='a_provider_is_heard_once')],
            },
        ),
        migrations.CreateModel(
            name='Refund',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount_fen', models.BigIntegerField(verbose_name='金额')),
                ('why', models.CharField(blank=True, max_length=200, verbose_name='退款原因')),
                ('written_key', models.UUIDField(unique=True, verbose_name='登记凭证')),
                ('made_at', models.DateTimeField(verbose_name='发起时间')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='告知渠道时间')),
                ('done_at', models.DateTimeField(blank=True, null=True, verbose_name='退款完成时间')),
                ('failed_at', models.DateTimeField(blank=True, null=True, verbose_name='退款失败时间')),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='退款人')),
                ('payment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='refunds', to='payments.payment', verbose_name='支付')),
            ],
            options={
                'verbose_name': '退款',
                'constraints': [models.CheckConstraint(condition=models.Q(('amount_fen__gt', 0)), name='a_refund_is_of_something'), models.CheckConstraint(condition=models.Q(('made_by__isnull', True), models.Q(('why', ''), _negated=True), _connector='OR'), name='whoever_gives_back_says_why'), models.CheckConstraint(condition=models.Q(('done_at__isnull', True), ('failed_at__isnull', True), _connector='OR'), name='a_refund_is_done_or_failed'), models.UniqueConstraint(condition=models.Q(('done_at__isnull', True), ('failed_at__isnull', True)), fields=('payment',), name='one_refund_of_a_payment_is_under_way')],
            },
        ),
        migrations.CreateModel(
            name='TrialRefund',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=40, unique=True, verbose_name='商户退款单号')),
                ('amount_fen', models.BigIntegerField(verbose_name='金额')),
                ('event', models.UUIDField(default=uuid.uuid4, verbose_name='通知号')),
                ('made_at', models.DateTimeField(verbose_name='退款时间')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='refunds', to='payments.trialorder', verbose_name='订单')),
            ],
            options={
                'verbose_name': '测试支付退款',
                'constraints': [models.CheckConstraint(condition=models.Q(('amount_fen__gt', 0)), name='a_trial_refund_is_of_something')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='accountentry',
            trigger=pgtrigger.compiler.Trigger(name='movements_are_kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ce792631843243676c92b7097c5fee4a3d8055b8', operation='UPDATE OR DELETE', pgid='pgtrigger_movements_are_kept_62adc', table='payments_accountentry', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='payment',
            trigger=pgtrigger.compiler.Trigger(name='payments_are_kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='f82178e165c2276c422fa4d8f424e7cf976cf53d', operation='DELETE', pgid='pgtrigger_payments_are_kept_18a0f', table='payments_payment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='refund',
            trigger=pgtrigger.compiler.Trigger(name='refunds_are_kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='463ef757cd3b8722c54d5ca4c89957e7bd9bd6ef', operation='DELETE', pgid='pgtrigger_refunds_are_kept_a2062', table='payments_refund', when='BEFORE')),
        ),
    ]
