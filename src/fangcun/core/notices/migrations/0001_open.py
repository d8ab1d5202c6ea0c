import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_open'),
        ('places', '0001_open'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=500, verbose_name='内容')),
                ('source', models.CharField(max_length=80, verbose_name='来源')),
                ('tell_by', models.DateTimeField(blank=True, null=True, verbose_name='请于此前告知')),
                ('state', models.CharField(choices=[('to_tell', '待告知'), ('told', '已告知'), ('dropped', '不再告知')], default='to_tell', max_length=20, verbose_name='状态')),
                ('told_by', models.CharField(blank=True, choices=[('message', '短信'), ('phone', '电话'), ('in_person', '当面'), ('page', '本人页面')], max_length=20, verbose_name='告知方式')),
                ('told_at', models.DateTimeField(blank=True, null=True, verbose_name='告知时间')),
                ('dropped_at', models.DateTimeField(blank=True, null=True, verbose_name='不再告知时间')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='短信尝试次数')),
                ('tried_at', models.DateTimeField(blank=True, null=True, verbose_name='短信尝试时间')),
                ('written_at', models.DateTimeField(verbose_name='生成时间')),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='places.community', verbose_name='社区')),
                ('resident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='people.resident', verbose_name='居民')),
                ('teller', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='告知人')),
            ],
            options={
                'verbose_name': '告知',
                'indexes': [models.Index(condition=models.Q(('state', 'to_tell')), fields=['community', 'tell_by', 'id'], name='people_to_be_told'), models.Index(fields=['resident', '-written_at'], name='what_a_person_was_told')],
                'constraints': [models.UniqueConstraint(fields=('resident', 'source', 'words'), name='nobody_is_told_the_same_twice'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'told'), ('told_at__isnull', False), models.Q(('told_by', ''), _negated=True)), models.Q(models.Q(('state', 'told'), _negated=True), ('told_at__isnull', True), ('told_by', '')), _connector='OR'), name='a_told_notice_says_when_and_how'), models.CheckConstraint(condition=models.Q(models.Q(('dropped_at__isnull', False), ('state', 'dropped')), models.Q(models.Q(('state', 'dropped'), _negated=True), ('dropped_at__isnull', True)), _connector='OR'), name='a_dropped_notice_says_when')],
            },
        ),
    ]
