# beilun as a task of Windows that runs while its user is logged in. Printed by
# "beilun install -windows". The settings and the tokens are in .env.
$action = New-ScheduledTaskAction -Execute {{Program}} -Argument 'serve' -WorkingDirectory {{Dir}}
$trigger = New-ScheduledTaskTrigger -AtLogOn -User "$env:USERDOMAIN\$env:USERNAME"
# No time limit (the default ends it after three days), and a new try each minute.
$settings = New-ScheduledTaskSettingsSet -ExecutionTimeLimit ([TimeSpan]::Zero) -MultipleInstances IgnoreNew `
    -RestartCount 999 -RestartInterval (New-TimeSpan -Minutes 1) -StartWhenAvailable `
    -AllowStartIfOnBatteries -DontStopIfGoingOnBatteries
Register-ScheduledTask -TaskName 'beilun' -Action $action -Trigger $trigger -Settings $settings -Force
Start-ScheduledTask -TaskName 'beilun'
