import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('operators', '0001_open'),
        ('places', '0001_open'),
    ]

    operations = [
        migrations.CreateModel(
            name='OneTimeCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('phone', models.CharField(max_length=20, unique=True, verbose_name='手机号码')),
                ('digest', models.BinaryField(max_length=32, verbose_name='验证码（摘要）')),
                ('sent_at', models.DateTimeField(verbose_name='发送时间')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='已试次数')),
                ('used_at', models.DateTimeField(blank=True, null=True, verbose_name='使用时间')),
            ],
            options={
                'verbose_name': '短信验证码',
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('display_name', models.CharField(blank=True, max_length=40, verbose_name='姓名')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='手机号码')),
                ('is_resident', models.BooleanField(default=False, verbose_name='居民')),
                ('must_change_password', models.BooleanField(default=False, verbose_name='须修改密码')),
                ('password_set_at', models.DateTimeField(blank=True, null=True, verbose_name='密码设定时间')),
                ('session_stamp', models.PositiveIntegerField(default=1, verbose_name='登录批次')),
                ('revision', models.PositiveIntegerField(default=1, verbose_name='版本')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'user',
                'verbose_name_plural': 'users',
                'abstract': False,
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_resident', True), models.Q(('phone', ''), _negated=True)), fields=('phone', 'display_name'), name='a_resident_has_one_account_for_a_phone')],
            },
            managers=[
                ('objects', django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name='DeskPass',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.BinaryField(max_length=32, unique=True, verbose_name='登录码（摘要）')),
                ('given_at', models.DateTimeField(verbose_name='发出时间')),
                ('given_by', models.CharField(max_length=200, verbose_name='发出人')),
                ('used_at', models.DateTimeField(blank=True, null=True, verbose_name='使用时间')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='desk_pass', to=settings.AUTH_USER_MODEL, verbose_name='账号')),
            ],
            options={
                'verbose_name': '前台登录码',
            },
        ),
        migrations.CreateModel(
            name='RecoveryCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.BinaryField(max_length=32, verbose_name='备用码（摘要）')),
                ('used_at', models.DateTimeField(blank=True, null=True, verbose_name='使用时间')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recovery_codes', to=settings.AUTH_USER_MODEL, verbose_name='账号')),
            ],
            options={
                'verbose_name': '备用码',
                'constraints': [models.UniqueConstraint(fields=('user', 'digest'), name='a_recovery_code_is_kept_once')],
            },
        ),
        migrations.CreateModel(
            name='RoleAssignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('planner', '区规划员'), ('subdistrict_officer', '街道干部'), ('community_manager', '社区书记'), ('steward', '社区管家'), ('operator_manager', '运营负责人'), ('canteen', '食堂人员'), ('care', '照护人员'), ('health', '健康人员'), ('class', '课程活动人员'), ('market', '集市人员'), ('home_visit', '上门服务人员'), ('volunteer_coordinator', '志愿协调员'), ('auditor', '审计员'), ('administrator', '管理员')], max_length=30, verbose_name='岗位')),
                ('scope', models.CharField(choices=[('district', '全区'), ('subdistrict', '街道'), ('community', '社区'), ('facility', '设施'), ('operator', '运营机构')], max_length=20, verbose_name='范围')),
                ('subdistrict', models.CharField(blank=True, max_length=200, verbose_name='街道')),
                ('starts_on', models.DateField(verbose_name='开始日期')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='结束日期')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='提前结束时间')),
                ('given_by', models.CharField(max_length=200, verbose_name='授予人')),
                ('ended_by', models.CharField(blank=True, max_length=200, verbose_name='结束人')),
                ('community', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='places.community', verbose_name='社区')),
                ('facility', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='places.facility', verbose_name='设施')),
                ('operator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='operators.operator', verbose_name='运营机构')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to=settings.AUTH_USER_MODEL, verbose_name='账号')),
            ],
            options={
                'verbose_name': '任职',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('community', None), ('facility', None), ('scope', 'district'), ('subdistrict', ''), ('operator', None)), models.Q(('community', None), ('facility', None), ('operator', None), ('scope', 'subdistrict'), models.Q(('subdistrict', ''), _negated=True)), models.Q(('community__isnull', False), ('facility', None), ('operator', None), ('scope', 'community'), ('subdistrict', '')), models.Q(('community', None), ('facility__isnull', False), ('scope', 'facility'), ('subdistrict', '')), models.Q(('community', None), ('facility', None), ('operator__isnull', False), ('scope', 'operator'), ('subdistrict', '')), _connector='OR'), name='a_role_is_held_for_exactly_one_scope'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='a_role_does_not_end_before_it_starts'), models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('user', 'role', 'scope', 'subdistrict', 'community', 'facility', 'operator'), name='nobody_is_given_the_same_role_twice', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='SecondFactor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('secret_sealed', models.BinaryField(verbose_name='密钥（加密）')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='启用时间')),
                ('last_step', models.BigIntegerField(default=0, verbose_name='最近使用的时间步')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='second_factor', to=settings.AUTH_USER_MODEL, verbose_name='账号')),
            ],
            options={
                'verbose_name': '动态验证码',
            },
        ),
        migrations.CreateModel(
            name='Tries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=250, unique=True, verbose_name='对象')),
                ('count', models.PositiveIntegerField(default=0, verbose_name='次数')),
                ('first_at', models.DateTimeField(verbose_name='首次时间')),
                ('locked_until', models.DateTimeField(blank=True, null=True, verbose_name='锁定至')),
            ],
            options={
                'verbose_name': '尝试次数',
                'indexes': [models.Index(condition=models.Q(('locked_until__isnull', False)), fields=['locked_until'], name='what_is_locked')],
            },
        ),
    ]
