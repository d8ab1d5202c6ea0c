"""服务目录: functions, their modules, and the rules with their sources."""
