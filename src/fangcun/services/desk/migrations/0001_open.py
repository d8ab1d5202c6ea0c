import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("catalog", "0001_open"),
        ("ledger", "0001_open"),
        ("operators", "0001_open"),
        ("people", "0001_open"),
        ("places", "0001_open"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Book",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="名称")),
                ("is_in_use", models.BooleanField(default=True, verbose_name="使用中")),
                ("is_demo", models.BooleanField(default=False, verbose_name="演示")),
                ("revision", models.PositiveIntegerField(default=1, verbose_name="版本")),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="books",
                        to="places.community",
                        verbose_name="社区",
                    ),
                ),
                (
                    "facility",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="books",
                        to="places.facility",
                        verbose_name="设施",
                    ),
                ),
                (
                    "operator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="books",
                        to="operators.operator",
                        verbose_name="运营机构",
                    ),
                ),
            ],
            options={
                "verbose_name": "登记本",
            },
        ),
        migrations.CreateModel(
            name="Category",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=60, unique=True, verbose_name="代码")),
                ("name_zh", models.CharField(max_length=200, verbose_name="中文名称")),
                ("name_en", models.CharField(max_length=200, verbose_name="英文名称")),
                ("position", models.PositiveSmallIntegerField(verbose_name="顺序")),
                ("keywords", models.JSONField(blank=True, default=list, verbose_name="关键词")),
                ("questions", models.JSONField(blank=True, default=list, verbose_name="问题")),
                ("due_amount", models.PositiveSmallIntegerField(verbose_name="办理时限")),
                (
                    "due_unit",
                    models.CharField(
                        choices=[
                            ("hours", "小时"),
                            ("days", "天"),
                            ("working_hours", "工作小时"),
                            ("working_days", "工作日"),
                        ],
                        max_length=20,
                        verbose_name="时限单位",
                    ),
                ),
                (
                    "urgent_minutes",
                    models.PositiveSmallIntegerField(default=30, verbose_name="紧急时限（分钟）"),
                ),
                ("source", models.TextField(blank=True, verbose_name="来源")),
                ("checked_on", models.DateField(blank=True, null=True, verbose_name="核对日期")),
                ("is_in_use", models.BooleanField(default=True, verbose_name="使用中")),
                ("revision", models.PositiveIntegerField(default=1, verbose_name="版本")),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="categories",
                        to="catalog.servicekind",
                        verbose_name="服务项目",
                    ),
                ),
            ],
            options={
                "verbose_name": "需求类别",
            },
        ),
        migrations.CreateModel(
            name="DutyPerson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, verbose_name="版本")),
                (
                    "community",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duty_person",
                        to="places.community",
                        verbose_name="社区",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="负责人",
                    ),
                ),
            ],
            options={
                "verbose_name": "值班负责人",
            },
        ),
        migrations.CreateModel(
            name="HandOver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("given_at", models.DateTimeField(verbose_name="交班时间")),
                ("note", models.TextField(blank=True, verbose_name="交班说明")),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="接班时间"),
                ),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="接班人",
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_overs",
                        to="places.community",
                        verbose_name="社区",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="交班人",
                    ),
                ),
            ],
            options={
                "verbose_name": "交接",
            },
        ),
        migrations.CreateModel(
            name="HistoricalBook",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="名称")),
                ("is_in_use", models.BooleanField(default=True, verbose_name="使用中")),
                ("is_demo", models.BooleanField(default=False, verbose_name="演示")),
                ("revision", models.PositiveIntegerField(default=1, verbose_name="版本")),
                (
                    "history_user_id",
                    models.CharField(blank=True, max_length=200, null=True, verbose_name="修改人"),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="places.community",
                        verbose_name="社区",
                    ),
                ),
                (
                    "facility",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="places.facility",
                        verbose_name="设施",
                    ),
                ),
                (
                    "operator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="operators.operator",
                        verbose_name="运营机构",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 登记本",
                "verbose_name_plural": "historical 登记本s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCategory",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(db_index=True, max_length=60, verbose_name="代码")),
                ("name_zh", models.CharField(max_length=200, verbose_name="中文名称")),
                ("name_en", models.CharField(max_length=200, verbose_name="英文名称")),
                ("position", models.PositiveSmallIntegerField(verbose_name="顺序")),
                ("keywords", models.JSONField(blank=True, default=list, verbose_name="关键词")),
                ("questions", models.JSONField(blank=True, default=list, verbose_name="问题")),
                ("due_amount", models.PositiveSmallIntegerField(verbose_name="办理时限")),
                (
                    "due_unit",
                    models.CharField(
                        choices=[
                            ("hours", "小时"),
                            ("days", "天"),
                            ("working_hours", "工作小时"),
                            ("working_days", "工作日"),
                        ],
                        max_length=20,
                        verbose_name="时限单位",
                    ),
                ),
                (
                    "urgent_minutes",
                    models.PositiveSmallIntegerField(default=30, verbose_name="紧急时限（分钟）"),
                ),
                ("source", models.TextField(blank=True, verbose_name="来源")),
                ("checked_on", models.DateField(blank=True, null=True, verbose_name="核对日期")),
                ("is_in_use", models.BooleanField(default=True, verbose_name="使用中")),
                ("revision", models.PositiveIntegerField(default=1, verbose_name="版本")),
                (
                    "history_user_id",
                    models.CharField(blank=True, max_length=200, null=True, verbose_name="修改人"),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="catalog.servicekind",
                        verbose_name="服务项目",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 需求类别",
                "verbose_name_plural": "historical 需求类别s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDutyPerson",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, verbose_name="版本")),
                (
                    "history_user_id",
                    models.CharField(blank=True, max_length=200, null=True, verbose_name="修改人"),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="places.community",
                        verbose_name="社区",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="负责人",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 值班负责人",
                "verbose_name_plural": "historical 值班负责人s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRoutingRule",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="顺序")),
                ("from_time", models.TimeField(blank=True, null=True, verbose_name="从")),
                ("until_time", models.TimeField(blank=True, null=True, verbose_name="到")),
                (
                    "on_working_days",
                    models.BooleanField(blank=True, null=True, verbose_name="仅工作日"),
                ),
                ("is_urgent", models.BooleanField(blank=True, null=True, verbose_name="紧急")),
                ("is_in_use", models.BooleanField(default=True, verbose_name="使用中")),
                ("revision", models.PositiveIntegerField(default=1, verbose_name="版本")),
                (
                    "history_user_id",
                    models.CharField(blank=True, max_length=200, null=True, verbose_name="修改人"),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="desk.category",
                        verbose_name="需求类别",
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="places.community",
                        verbose_name="社区",
                    ),
                ),
                (
                    "to_operator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="operators.operator",
                        verbose_name="派给机构",
                    ),
                ),
                (
                    "to_person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="派给个人",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 派单规则",
                "verbose_name_plural": "historical 派单规则s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="RoutingRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="顺序")),
                ("from_time", models.TimeField(blank=True, null=True, verbose_name="从")),
                ("until_time", models.TimeField(blank=True, null=True, verbose_name="到")),
                (
                    "on_working_days",
                    models.BooleanField(blank=True, null=True, verbose_name="仅工作日"),
                ),
                ("is_urgent", models.BooleanField(blank=True, null=True, verbose_name="紧急")),
                ("is_in_use", models.BooleanField(default=True, verbose_name="使用中")),
                ("revision", models.PositiveIntegerField(default=1, verbose_name="版本")),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="desk.category",
                        verbose_name="需求类别",
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="places.community",
                        verbose_name="社区",
                    ),
                ),
                (
                    "to_operator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="operators.operator",
                        verbose_name="派给机构",
                    ),
                ),
                (
                    "to_person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="派给个人",
                    ),
                ),
            ],
            options={
                "verbose_name": "派单规则",
            },
        ),
        migrations.CreateModel(
            name="ServiceRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("written_key", models.UUIDField(unique=True, verbose_name="登记凭证")),
                ("line", models.TextField(max_length=10000, verbose_name="原话")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("walk_in", "到店"),
                            ("phone", "电话"),
                            ("online", "网上"),
                            ("wechat", "微信"),
                            ("market", "集市"),
                            ("home_visit", "上门走访"),
                            ("paper", "纸质登记本"),
                            ("hotline_12345", "12345"),
                        ],
                        max_length=20,
                        verbose_name="渠道",
                    ),
                ),
                ("wanted", models.CharField(blank=True, max_length=200, verbose_name="需求")),
                ("answers", models.JSONField(blank=True, default=dict, verbose_name="问题回答")),
                ("wished_on", models.DateField(blank=True, null=True, verbose_name="希望日期")),
                (
                    "wished_half",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "不限"),
                            ("morning", "上午"),
                            ("noon", "中午"),
                            ("afternoon", "下午"),
                            ("evening", "晚上"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="时段",
                    ),
                ),
                ("caller_name", models.CharField(blank=True, max_length=200, verbose_name="称呼")),
                ("caller_phone", models.CharField(blank=True, max_length=40, verbose_name="电话")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="地址")),
                ("is_urgent", models.BooleanField(default=False, verbose_name="紧急")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "已登记"),
                            ("dispatched", "已派单"),
                            ("waiting", "等居民回复"),
                            ("done", "待回访"),
                            ("closed", "已回访办结"),
                            ("cancelled", "居民撤销"),
                            ("split", "已拆分"),
                            ("merged", "已合并"),
                        ],
                        default="received",
                        max_length=20,
                        verbose_name="状态",
                    ),
                ),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="接单时间"),
                ),
                (
                    "times_returned",
                    models.PositiveSmallIntegerField(default=0, verbose_name="退回次数"),
                ),
                ("is_to_be_decided", models.BooleanField(default=False, verbose_name="待裁定")),
                ("received_at", models.DateTimeField(verbose_name="登记时间")),
                ("opened_at", models.DateTimeField(verbose_name="本轮开始时间")),
                ("due_at", models.DateTimeField(verbose_name="办理期限")),
                (
                    "waits_from",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("received", "已登记"),
                            ("dispatched", "已派单"),
                            ("waiting", "等居民回复"),
                            ("done", "待回访"),
                            ("closed", "已回访办结"),
                            ("cancelled", "居民撤销"),
                            ("split", "已拆分"),
                            ("merged", "已合并"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="等待前状态",
                    ),
                ),
                (
                    "waiting_since",
                    models.DateTimeField(blank=True, null=True, verbose_name="等待自"),
                ),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="首次答复时间"),
                ),
                (
                    "was_in_time",
                    models.BooleanField(blank=True, null=True, verbose_name="按时答复"),
                ),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="办完时间")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="办结时间")),
                ("is_solved", models.BooleanField(blank=True, null=True, verbose_name="已解决")),
                (
                    "score",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="满意度"),
                ),
                ("is_demo", models.BooleanField(default=False, verbose_name="演示")),
                ("revision", models.PositiveIntegerField(default=1, verbose_name="版本")),
                (
                    "book",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="desk.book",
                        verbose_name="登记本",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="desk.category",
                        verbose_name="类别",
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="places.community",
                        verbose_name="社区",
                    ),
                ),
                (
                    "doer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="operators.operator",
                        verbose_name="办理机构",
                    ),
                ),
                (
                    "facility",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.facility",
                        verbose_name="办理设施",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duplicates",
                        to="desk.servicerequest",
                        verbose_name="并入",
                    ),
                ),
                (
                    "owner_desk",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.community",
                        verbose_name="归口前台",
                    ),
                ),
                (
                    "owner_operator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="operators.operator",
                        verbose_name="归口机构",
                    ),
                ),
                (
                    "owner_person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="归口人",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="desk.servicerequest",
                        verbose_name="拆自",
                    ),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="people.resident",
                        verbose_name="居民",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="catalog.servicekind",
                        verbose_name="服务项目",
                    ),
                ),
            ],
            options={
                "verbose_name": "需求单",
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("commitment", "约定"),
                            ("reservation", "预约"),
                            ("visit", "上门"),
                            ("order", "订单"),
                            ("referral", "转介"),
                        ],
                        max_length=20,
                        verbose_name="类型",
                    ),
                ),
                (
                    "referred_to",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("job", "就业"),
                            ("house", "住房"),
                            ("hospital", "医院"),
                            ("subdistrict", "街道办事处"),
                            ("other", "其他"),
                        ],
                        max_length=20,
                        verbose_name="转介去向",
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "commitment",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asked_by",
                        to="ledger.commitment",
                        verbose_name="约定",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="desk.servicerequest",
                        verbose_name="需求单",
                    ),
                ),
            ],
            options={
                "verbose_name": "关联",
            },
        ),
        migrations.CreateModel(
            name="HistoricalServiceRequest",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("walk_in", "到店"),
                            ("phone", "电话"),
                            ("online", "网上"),
                            ("wechat", "微信"),
                            ("market", "集市"),
                            ("home_visit", "上门走访"),
                            ("paper", "纸质登记本"),
                            ("hotline_12345", "12345"),
                        ],
                        max_length=20,
                        verbose_name="渠道",
                    ),
                ),
                ("wanted", models.CharField(blank=True, max_length=200, verbose_name="需求")),
                ("answers", models.JSONField(blank=True, default=dict, verbose_name="问题回答")),
                ("wished_on", models.DateField(blank=True, null=True, verbose_name="希望日期")),
                (
                    "wished_half",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "不限"),
                            ("morning", "上午"),
                            ("noon", "中午"),
                            ("afternoon", "下午"),
                            ("evening", "晚上"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="时段",
                    ),
                ),
                ("caller_name", models.CharField(blank=True, max_length=200, verbose_name="称呼")),
                ("caller_phone", models.CharField(blank=True, max_length=40, verbose_name="电话")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="地址")),
                ("is_urgent", models.BooleanField(default=False, verbose_name="紧急")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "已登记"),
                            ("dispatched", "已派单"),
                            ("waiting", "等居民回复"),
                            ("done", "待回访"),
                            ("closed", "已回访办结"),
                            ("cancelled", "居民撤销"),
                            ("split", "已拆分"),
                            ("merged", "已合并"),
                        ],
                        default="received",
                        max_length=20,
                        verbose_name="状态",
                    ),
                ),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="接单时间"),
                ),
                (
                    "times_returned",
                    models.PositiveSmallIntegerField(default=0, verbose_name="退回次数"),
                ),
                ("is_to_be_decided", models.BooleanField(default=False, verbose_name="待裁定")),
                ("received_at", models.DateTimeField(verbose_name="登记时间")),
                ("opened_at", models.DateTimeField(verbose_name="本轮开始时间")),
                ("due_at", models.DateTimeField(verbose_name="办理期限")),
                (
                    "waits_from",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("received", "已登记"),
                            ("dispatched", "已派单"),
                            ("waiting", "等居民回复"),
                            ("done", "待回访"),
                            ("closed", "已回访办结"),
                            ("cancelled", "居民撤销"),
                            ("split", "已拆分"),
                            ("merged", "已合并"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="等待前状态",
                    ),
                ),
                (
                    "waiting_since",
                    models.DateTimeField(blank=True, null=True, verbose_name="等待自"),
                ),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="首次答复时间"),
                ),
                (
                    "was_in_time",
                    models.BooleanField(blank=True, null=True, verbose_name="按时答复"),
                ),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="办完时间")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="办结时间")),
                ("is_solved", models.BooleanField(blank=True, null=True, verbose_name="已解决")),
                (
                    "score",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="满意度"),
                ),
                ("revision", models.PositiveIntegerField(default=1, verbose_name="版本")),
                (
                    "history_user_id",
                    models.CharField(blank=True, max_length=200, null=True, verbose_name="修改人"),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "book",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="desk.book",
                        verbose_name="登记本",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="desk.category",
                        verbose_name="类别",
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="places.community",
                        verbose_name="社区",
                    ),
                ),
                (
                    "doer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="operators.operator",
                        verbose_name="办理机构",
                    ),
                ),
                (
                    "facility",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="places.facility",
                        verbose_name="办理设施",
                    ),
                ),
                (
                    "owner_desk",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="places.community",
                        verbose_name="归口前台",
                    ),
                ),
                (
                    "owner_operator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="operators.operator",
                        verbose_name="归口机构",
                    ),
                ),
                (
                    "owner_person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="归口人",
                    ),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.resident",
                        verbose_name="居民",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="catalog.servicekind",
                        verbose_name="服务项目",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="desk.servicerequest",
                        verbose_name="并入",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="desk.servicerequest",
                        verbose_name="拆自",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 需求单",
                "verbose_name_plural": "historical 需求单s",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HandOverLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("state", models.CharField(max_length=20, verbose_name="状态")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                (
                    "hand_over",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="desk.handover",
                        verbose_name="交接",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="desk.servicerequest",
                        verbose_name="需求单",
                    ),
                ),
            ],
            options={
                "verbose_name": "交接需求",
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("contact", "联系"),
                            ("promise", "承诺"),
                            ("route", "按规则分派"),
                            ("pass_on", "转交"),
                            ("dispatch", "派单"),
                            ("accept", "接单"),
                            ("recall", "收回"),
                            ("return", "退回"),
                            ("decision", "裁定"),
                            ("wait", "等待居民"),
                            ("resume", "恢复办理"),
                            ("hand_over", "交接"),
                            ("link", "关联"),
                            ("done", "办完"),
                            ("unmet", "未能满足"),
                            ("cancel", "居民撤销"),
                            ("split", "拆分"),
                            ("merge", "合并"),
                            ("call_back", "回访"),
                            ("reopen", "重新办理"),
                            ("note", "备注"),
                        ],
                        max_length=20,
                        verbose_name="类型",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("walk_in", "到店"),
                            ("phone", "电话"),
                            ("online", "网上"),
                            ("wechat", "微信"),
                            ("market", "集市"),
                            ("home_visit", "上门走访"),
                            ("paper", "纸质登记本"),
                            ("hotline_12345", "12345"),
                        ],
                        max_length=20,
                        verbose_name="渠道",
                    ),
                ),
                (
                    "was_reached",
                    models.BooleanField(blank=True, null=True, verbose_name="已联系上"),
                ),
                ("words", models.TextField(blank=True, verbose_name="内容")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="承诺日期")),
                ("kept_at", models.DateTimeField(blank=True, null=True, verbose_name="兑现时间")),
                ("is_solved", models.BooleanField(blank=True, null=True, verbose_name="已解决")),
                (
                    "score",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "很不满意"),
                            (2, "不满意"),
                            (3, "一般"),
                            (4, "满意"),
                            (5, "很满意"),
                        ],
                        null=True,
                        verbose_name="满意度",
                    ),
                ),
                ("is_thanks", models.BooleanField(default=False, verbose_name="感谢")),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="记录人",
                    ),
                ),
                (
                    "promised_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="承诺人",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="desk.servicerequest",
                        verbose_name="需求单",
                    ),
                ),
            ],
            options={
                "verbose_name": "跟进",
            },
        ),
        migrations.AddConstraint(
            model_name="book",
            constraint=models.UniqueConstraint(
                fields=("community", "name"), name="a_book_has_its_own_name_in_a_community"
            ),
        ),
        migrations.AddConstraint(
            model_name="category",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_amount__gt", 0), ("urgent_minutes__gt", 0)),
                name="a_need_is_due_some_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.UniqueConstraint(
                condition=models.Q(("accepted_at__isnull", True)),
                fields=("community",),
                name="a_desk_hands_over_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("accepted_at__isnull", True), ("accepted_by__isnull", True)),
                    models.Q(("accepted_at__isnull", False), ("accepted_by__isnull", False)),
                    _connector="OR",
                ),
                name="a_hand_over_is_accepted_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="routingrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("to_operator__isnull", True), ("to_person__isnull", True), _connector="OR"
                ),
                name="a_rule_sends_to_one",
            ),
        ),
        migrations.AddIndex(
            model_name="servicerequest",
            index=models.Index(
                models.F("community"),
                models.OrderBy(models.F("received_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="the_book",
            ),
        ),
        migrations.AddIndex(
            model_name="servicerequest",
            index=models.Index(
                models.OrderBy(models.F("received_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="all_books",
            ),
        ),
        migrations.AddIndex(
            model_name="servicerequest",
            index=models.Index(
                condition=models.Q(("state__in", ["dispatched", "done", "received", "waiting"])),
                fields=["community", "due_at"],
                name="what_is_due",
            ),
        ),
        migrations.AddIndex(
            model_name="servicerequest",
            index=models.Index(
                condition=models.Q(("state__in", ["dispatched", "done", "received", "waiting"])),
                fields=["owner_person"],
                name="mine",
            ),
        ),
        migrations.AddIndex(
            model_name="servicerequest",
            index=models.Index(
                condition=models.Q(("is_to_be_decided", True)),
                fields=["community"],
                name="to_be_decided",
            ),
        ),
        migrations.AddIndex(
            model_name="servicerequest",
            index=models.Index(
                models.F("doer"),
                models.OrderBy(models.F("received_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="requests_of_a_doer",
            ),
        ),
        migrations.AddIndex(
            model_name="servicerequest",
            index=models.Index(
                models.F("caller_phone"),
                models.OrderBy(models.F("received_at"), descending=True),
                name="requests_by_phone",
            ),
        ),
        migrations.AddConstraint(
            model_name="servicerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("owner_desk__isnull", False),
                        ("owner_operator__isnull", True),
                        ("owner_person__isnull", True),
                    ),
                    models.Q(
                        ("owner_desk__isnull", True),
                        ("owner_operator__isnull", False),
                        ("owner_person__isnull", True),
                    ),
                    models.Q(
                        ("owner_desk__isnull", True),
                        ("owner_operator__isnull", True),
                        ("owner_person__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="a_request_has_exactly_one_owner",
            ),
        ),
        migrations.AddConstraint(
            model_name="servicerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", "waiting"),
                        ("waiting_since__isnull", False),
                        ("waits_from__in", ["received", "dispatched"]),
                    ),
                    models.Q(
                        models.Q(("state", "waiting"), _negated=True),
                        ("waiting_since", None),
                        ("waits_from", ""),
                    ),
                    _connector="OR",
                ),
                name="the_clock_stands_only_while_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="servicerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "closed"), _negated=True),
                    models.Q(("closed_at__isnull", False), ("is_solved__isnull", False)),
                    _connector="OR",
                ),
                name="a_closed_request_was_asked_about",
            ),
        ),
        migrations.AddConstraint(
            model_name="servicerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("merged_into__isnull", False), ("state", "merged")),
                    models.Q(
                        models.Q(("state", "merged"), _negated=True), ("merged_into__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="a_merged_request_says_into_which",
            ),
        ),
        migrations.AddConstraint(
            model_name="servicerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("owner_operator__isnull", True),
                    ("owner_operator", models.F("doer")),
                    _connector="OR",
                ),
                name="an_operator_who_owns_a_request_does_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="servicerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("doer__isnull", True), ("facility__isnull", False), _connector="OR"
                ),
                name="a_doer_works_somewhere",
            ),
        ),
        migrations.AddConstraint(
            model_name="servicerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("due_at__gte", models.F("opened_at")),
                    ("opened_at__gte", models.F("received_at")),
                ),
                name="nothing_is_due_before_it_is_received",
            ),
        ),
        migrations.AddConstraint(
            model_name="servicerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at__isnull", True), ("was_in_time__isnull", True)),
                    models.Q(("answered_at__isnull", False), ("was_in_time__isnull", False)),
                    _connector="OR",
                ),
                name="an_answer_was_in_time_or_late",
            ),
        ),
        migrations.AddConstraint(
            model_name="servicerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("score__isnull", True), ("score__range", (1, 5)), _connector="OR"
                ),
                name="a_score_is_1_to_5",
            ),
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("commitment", None),
                        ("kind", "referral"),
                        models.Q(("referred_to", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("kind", "referral"), _negated=True),
                        ("commitment__isnull", False),
                        ("referred_to", ""),
                    ),
                    _connector="OR",
                ),
                name="a_link_leads_somewhere",
            ),
        ),
        migrations.AddConstraint(
            model_name="handoverline",
            constraint=models.UniqueConstraint(
                fields=("hand_over", "request"), name="a_request_is_handed_over_once"
            ),
        ),
        migrations.AddIndex(
            model_name="followup",
            index=models.Index(fields=["request", "at"], name="the_log_of_a_request"),
        ),
        migrations.AddIndex(
            model_name="followup",
            index=models.Index(
                condition=models.Q(("kept_at__isnull", True), ("kind", "promise")),
                fields=["due_on"],
                name="promises_to_keep",
            ),
        ),
        migrations.AddIndex(
            model_name="followup",
            index=models.Index(
                condition=models.Q(("kind", "call_back")), fields=["at"], name="call_backs"
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "promise"), _negated=True),
                    models.Q(("due_on__isnull", False), ("promised_by__isnull", False)),
                    _connector="OR",
                ),
                name="a_promise_has_an_owner_and_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "contact"), _negated=True),
                    ("was_reached__isnull", False),
                    _connector="OR",
                ),
                name="a_contact_was_reached_or_not",
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "call_back"), _negated=True),
                    models.Q(("is_solved__isnull", False), ("was_reached", True)),
                    models.Q(
                        ("is_solved__isnull", True), ("score__isnull", True), ("was_reached", False)
                    ),
                    _connector="OR",
                ),
                name="a_resident_who_was_reached_says_whether_it_is_solved",
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("score__isnull", True), ("score__range", (1, 5)), _connector="OR"
                ),
                name="a_resident_is_content_from_1_to_5",
            ),
        ),
    ]
