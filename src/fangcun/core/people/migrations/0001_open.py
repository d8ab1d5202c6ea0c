import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('places', '0001_open'),
    ]

    operations = [
        migrations.CreateModel(
            name='Address',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('estate', models.CharField(blank=True, max_length=200, verbose_name='小区')),
                ('building', models.CharField(blank=True, max_length=40, verbose_name='楼栋')),
                ('unit', models.CharField(blank=True, max_length=40, verbose_name='单元')),
                ('room', models.CharField(blank=True, max_length=40, verbose_name='室')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='addresses', to='places.community', verbose_name='社区')),
                ('on_map', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='addresses', to='places.building', verbose_name='地图上的楼栋')),
            ],
            options={
                'verbose_name': '地址',
                'constraints': [models.UniqueConstraint(fields=('community', 'estate', 'building', 'unit', 'room'), name='an_address_is_written_once')],
            },
        ),
        migrations.CreateModel(
            name='ForgottenCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=150, verbose_name='内容')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年份')),
                ('people', models.PositiveIntegerField(default=0, verbose_name='人数')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='forgotten_people', to='places.community', verbose_name='社区')),
            ],
            options={
                'verbose_name': '匿名计数',
                'constraints': [models.UniqueConstraint(fields=('community', 'what', 'year'), name='forgotten_people_are_counted_in_one_row')],
            },
        ),
        migrations.CreateModel(
            name='Group',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='名称')),
                ('is_demo', models.BooleanField(default=False, verbose_name='演示')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='places.community', verbose_name='社区')),
            ],
            options={
                'verbose_name': '小组',
                'constraints': [models.UniqueConstraint(fields=('community', 'name'), name='a_community_names_a_group_once')],
            },
        ),
        migrations.CreateModel(
            name='Household',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='households', to='people.address', verbose_name='地址')),
            ],
            options={
                'verbose_name': '户',
            },
        ),
        migrations.CreateModel(
            name='ImportBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_name', models.CharField(max_length=200, verbose_name='文件')),
                ('upload', models.UUIDField(unique=True, verbose_name='上传编号')),
                ('people', models.PositiveIntegerField(verbose_name='人数')),
                ('made_by', models.CharField(max_length=200, verbose_name='导入人')),
                ('made_at', models.DateTimeField(verbose_name='导入时间')),
                ('undone_by', models.CharField(blank=True, max_length=200, verbose_name='撤销人')),
                ('undone_at', models.DateTimeField(blank=True, null=True, verbose_name='撤销时间')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='imports', to='places.community', verbose_name='社区')),
            ],
            options={
                'verbose_name': '导入批次',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('undone_at__isnull', True), ('undone_by', '')), models.Q(models.Q(('undone_by', ''), _negated=True), ('undone_at__isnull', False)), _connector='OR'), name='an_undone_import_says_who_undid_it')],
            },
        ),
        migrations.CreateModel(
            name='Resident',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='姓名')),
                ('pinyin', models.CharField(blank=True, max_length=200, verbose_name='拼音')),
                ('initials', models.CharField(blank=True, max_length=40, verbose_name='拼音首字母')),
                ('sex', models.CharField(choices=[('unknown', '未知'), ('male', '男'), ('female', '女')], default='unknown', max_length=10, verbose_name='性别')),
                ('born_on', models.DateField(blank=True, null=True, verbose_name='出生日期')),
                ('birth_year', models.SmallIntegerField(blank=True, null=True, verbose_name='出生年份')),
                ('language', models.CharField(blank=True, max_length=40, verbose_name='语言或方言')),
                ('card_number', models.CharField(blank=True, max_length=40, null=True, unique=True, verbose_name='卡号')),
                ('id_sealed', models.BinaryField(blank=True, null=True, verbose_name='身份证号（加密）')),
                ('id_digest', models.BinaryField(blank=True, max_length=32, null=True, verbose_name='身份证号（检索）')),
                ('relation', models.CharField(blank=True, choices=[('head', '户主'), ('spouse', '配偶'), ('child', '子女'), ('parent', '父母'), ('grandchild', '孙辈'), ('grandparent', '祖辈'), ('sibling', '兄弟姐妹'), ('carer', '保姆护工'), ('other', '其他')], default='', max_length=20, verbose_name='与户主关系')),
                ('residence', models.CharField(choices=[('registered', '户籍'), ('resident', '常住'), ('floating', '流动'), ('unknown', '未知')], default='unknown', max_length=20, verbose_name='居住类型')),
                ('phones_written', models.CharField(blank=True, max_length=400, verbose_name='电话')),
                ('note', models.TextField(blank=True, verbose_name='备注')),
                ('found_by', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, size=None, verbose_name='检索词')),
                ('died_on', models.DateField(blank=True, null=True, verbose_name='去世日期')),
                ('left_on', models.DateField(blank=True, null=True, verbose_name='迁出日期')),
                ('forgotten_at', models.DateTimeField(blank=True, null=True, verbose_name='删除个人信息时间')),
                ('registered_at', models.DateTimeField(verbose_name='登记时间')),
                ('sent_as', models.UUIDField(blank=True, null=True, unique=True, verbose_name='登记单号')),
                ('is_demo', models.BooleanField(default=False, verbose_name='演示')),
                ('revision', models.PositiveIntegerField(default=1, verbose_name='版本')),
                ('account', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='resident', to=settings.AUTH_USER_MODEL, verbose_name='账号')),
                ('address', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='people.address', verbose_name='地址')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='people', to='places.community', verbose_name='社区')),
                ('household', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='members', to='people.household', verbose_name='户')),
                ('imported_in', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='residents', to='people.importbatch', verbose_name='导入批次')),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='people.resident', verbose_name='已并入')),
            ],
            options={
                'verbose_name': '居民',
                'indexes': [models.Index(fields=['id_digest'], name='find_by_id_number'), models.Index(fields=['name'], name='find_by_whole_name'), django.contrib.postgres.indexes.GinIndex(models.Func(models.F('found_by'), function='array_to_tsvector'), fastupdate=False, name='find_in_one_box')],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='a_resident_has_a_name'), models.CheckConstraint(condition=models.Q(models.Q(('id_digest__isnull', True), ('id_sealed__isnull', True)), models.Q(('id_digest__isnull', False), ('id_sealed__isnull', False)), _connector='OR'), name='an_id_number_is_sealed_and_can_be_looked_up'), models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), models.Q(('merged_into', models.F('id')), _negated=True), _connector='OR'), name='nobody_is_merged_into_himself')],
            },
        ),
        migrations.CreateModel(
            name='ResidentCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(max_length=40, unique=True, verbose_name='二维码内容')),
                ('made_at', models.DateTimeField(verbose_name='生成时间')),
                ('resident', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='code', to='people.resident', verbose_name='居民')),
            ],
            options={
                'verbose_name': '居民码',
            },
        ),
        migrations.CreateModel(
            name='Phone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=20, verbose_name='号码')),
                ('note', models.CharField(blank=True, max_length=40, verbose_name='说明')),
                ('is_main', models.BooleanField(default=True, verbose_name='首选')),
                ('resident', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='phones', to='people.resident', verbose_name='居民')),
            ],
            options={
                'verbose_name': '电话',
                'indexes': [models.Index(fields=['number'], name='find_by_number')],
                'constraints': [models.UniqueConstraint(fields=('resident', 'number'), name='a_number_is_written_once_for_a_resident')],
            },
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('before', models.JSONField(default=dict, verbose_name='保留的记录原来的内容')),
                ('after', models.JSONField(default=dict, verbose_name='从并入的记录取来的内容')),
                ('phones', models.JSONField(default=list, verbose_name='抄来的电话')),
                ('took_id_number', models.BooleanField(default=False, verbose_name='抄来身份证号')),
                ('made_by', models.CharField(max_length=200, verbose_name='合并人')),
                ('made_at', models.DateTimeField(verbose_name='合并时间')),
                ('undone_by', models.CharField(blank=True, max_length=200, verbose_name='撤销人')),
                ('undone_at', models.DateTimeField(blank=True, null=True, verbose_name='撤销时间')),
                ('gone', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='gone_in', to='people.resident', verbose_name='并入')),
                ('kept', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merges', to='people.resident', verbose_name='保留')),
            ],
            options={
                'verbose_name': '合并',
                'constraints': [models.UniqueConstraint(condition=models.Q(('undone_at__isnull', True)), fields=('gone',), name='a_row_is_merged_once_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalResident',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='姓名')),
                ('sex', models.CharField(choices=[('unknown', '未知'), ('male', '男'), ('female', '女')], default='unknown', max_length=10, verbose_name='性别')),
                ('born_on', models.DateField(blank=True, null=True, verbose_name='出生日期')),
                ('birth_year', models.SmallIntegerField(blank=True, null=True, verbose_name='出生年份')),
                ('language', models.CharField(blank=True, max_length=40, verbose_name='语言或方言')),
                ('card_number', models.CharField(blank=True, db_index=True, max_length=40, null=True, verbose_name='卡号')),
                ('relation', models.CharField(blank=True, choices=[('head', '户主'), ('spouse', '配偶'), ('child', '子女'), ('parent', '父母'), ('grandchild', '孙辈'), ('grandparent', '祖辈'), ('sibling', '兄弟姐妹'), ('carer', '保姆护工'), ('other', '其他')], default='', max_length=20, verbose_name='与户主关系')),
                ('residence', models.CharField(choices=[('registered', '户籍'), ('resident', '常住'), ('floating', '流动'), ('unknown', '未知')], default='unknown', max_length=20, verbose_name='居住类型')),
                ('phones_written', models.CharField(blank=True, max_length=400, verbose_name='电话')),
                ('note', models.TextField(blank=True, verbose_name='备注')),
                ('died_on', models.DateField(blank=True, null=True, verbose_name='去世日期')),
                ('left_on', models.DateField(blank=True, null=True, verbose_name='迁出日期')),
                ('forgotten_at', models.DateTimeField(blank=True, null=True, verbose_name='删除个人信息时间')),
                ('registered_at', models.DateTimeField(verbose_name='登记时间')),
                ('is_demo', models.BooleanField(default=False, verbose_name='演示')),
                ('revision', models.PositiveIntegerField(default=1, verbose_name='版本')),
                ('history_user_id', models.CharField(blank=True, max_length=200, null=True, verbose_name='修改人')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('account', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='账号')),
                ('address', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.address', verbose_name='地址')),
                ('community', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='places.community', verbose_name='社区')),
                ('household', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.household', verbose_name='户')),
                ('imported_in', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.importbatch', verbose_name='导入批次')),
                ('merged_into', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.resident', verbose_name='已并入')),
            ],
            options={
                'verbose_name': 'historical 居民',
                'verbose_name_plural': 'historical 居民s',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='GroupMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(verbose_name='加入日期')),
                ('left_on', models.DateField(blank=True, null=True, verbose_name='退出日期')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='people.group', verbose_name='小组')),
                ('resident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='people.resident', verbose_name='居民')),
            ],
            options={
                'verbose_name': '小组成员',
                'constraints': [models.UniqueConstraint(condition=models.Q(('left_on__isnull', True)), fields=('group', 'resident'), name='nobody_is_in_a_group_twice')],
            },
        ),
    ]
