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
                'indexes': [models.Index(fields=['subject_id', '-viewed_at'], name='looks_at_a_person'), models.Index(fields=['-viewed_at'], name='latest_looks')],
            },
        ),
        migrations.CreateModel(
            name='AccountEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('signed_in', '登录'), ('signed_out', '退出'), ('sign_in_failed', '登录失败'), ('code_failed', '验证码错误'), ('locked_out', '锁定'), ('account_opened', '开通账号'), ('account_changed', '修改账号'), ('account_closed', '停用账号'), ('account_reopened', '恢复账号'), ('role_given', '授予岗位'), ('role_ended', '结束岗位'), ('password_changed', '修改密码'), ('password_reset', '重设密码'), ('second_factor_set', '启用动态验证码'), ('second_factor_reset', '清除动态验证码'), ('recovery_code_used', '使用备用码'), ('pass_given', '前台发出登录码'), ('pass_used', '使用前台登录码'), ('list_taken', '导出名单')], max_length=30, verbose_name='事件')),
                ('account_id', models.BigIntegerField(blank=True, null=True, verbose_name='账号编号')),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='账号')),
                ('by', models.CharField(blank=True, max_length=200, verbose_name='操作人')),
                ('address', models.CharField(blank=True, max_length=45, verbose_name='来源地址')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='说明')),
                ('happened_at', models.DateTimeField(verbose_name='时间')),
            ],
            options={
                'verbose_name': '账号记录',
                'indexes': [models.Index(fields=['account_id', '-happened_at'], name='events_of_an_account'), models.Index(fields=['-happened_at'], name='latest_account_events')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='accountevent',
            trigger=pgtrigger.compiler.Trigger(name='account_events_are_kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d98c5e0aee0ad9d53da733156e0f209f31da8452', operation='UPDATE OR DELETE', pgid='pgtrigger_account_events_are_kept_f4a4f', table='audit_accountevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='viewing',
            trigger=pgtrigger.compiler.Trigger(name='looks_are_kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5a6f627a8d91c5fbb19630594dec8123a90cbeb8', operation='UPDATE OR DELETE', pgid='pgtrigger_looks_are_kept_a9a39', table='audit_viewing', when='BEFORE')),
        ),
    ]
