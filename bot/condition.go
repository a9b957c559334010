package bot

import (
	"fmt"
	"time"
)

// condition tells an admin how the bot is doing, a line each.
func (b *Bot) condition() []string {
	h := b.socket.Health()
	now := time.Now()
	var out []string
	if h.Connected {
		out = append(out, fmt.Sprintf("连接：正常，%s前连上，Slack 计%d个连接，最近一次收到数据在%s前", ago(now, h.Since), h.Connections, ago(now, h.LastFrame)))
	} else {
		out = append(out, "连接：断开，正在重连")
	}
	if h.LastReason != "" {
		out = append(out, fmt.Sprintf("上一次断开：%s（%s前）", plain(h.LastReason), ago(now, h.LastAt)))
	}
	if h.Connections > max(1, h.Sockets) {
		out = append(out, "注意：另有进程在用同一个 app token，一部分消息会到它那里去。")
	}
	out = append(out, fmt.Sprintf("排队：%d", b.queue.Len()))
	for _, f := range b.granted.findings() {
		if f.State != Fine {
			out = append(out, "权限："+f.What+" "+f.Text)
		}
	}
	return out
}

// ago writes how long ago something was, roughly.
func ago(now, t time.Time) string {
	switch d := now.Sub(t); {
	case t.IsZero():
		return "很久"
	case d < time.Minute:
		return fmt.Sprintf("%d秒", int(d.Seconds()))
	case d < time.Hour:
		return fmt.Sprintf("%d分钟", int(d.Minutes()))
	case d < 24*time.Hour:
		return fmt.Sprintf("%d小时", int(d.Hours()))
	default:
		return fmt.Sprintf("%d天", int(d.Hours()/24))
	}
}
