package bot

var uiChinese = &ui{
	help: `问我%[1]s的公开资料，例如：
%[2]s

答案都是新闻稿里的原文，附来源和日期；资料里没有的，我会说不知道。

怎么问
• 在频道里 @我，或直接给我发消息；在同一个话题里接着问，不用再 @我
• /beilun 加问题：回答只有你能看到，可以再分享到频道
• 在任何一条消息的“更多操作”里选“查新闻稿”

其他命令
• /beilun figures %[3]s　看关于它的数字和变化，也可以写指标，例如 总投资
• /beilun subscribe %[3]s　有新闻稿带来它的新数字时，在这里发一条摘要；退订用 unsubscribe
• /beilun releases　看收录了哪些新闻稿
• /beilun status　看资料更新到哪一天
• /beilun help　看这份说明`,
	figuresUsage: "请写短一些，例如：/beilun figures 总投资",
	noFigures:    "资料里没有这样的数字。请换一个名称或指标，例如：/beilun figures 总投资",
	figuresTitle: "“%s”的数字，第%d—%d项，共%d项", figuresAll: "资料里的数字，第%d—%d项，共%d项",
	moreFigures: "看后面的",
	failed:      wordsFailed,
	notAdmin:    "这个命令只有管理员可以用。请联系 BEILUN_ADMINS 里的同事。", reindexFailed: "没能重新读取新闻稿，仍按原来的资料回答。详情请看日志。",
	noReleases: "还没有收录新闻稿。", releases: "收录了%d篇新闻稿", moreReleases: "另有%d篇",
	changes: "已重新读取：新增%d，更新%d，不变%d，移除%d，未能读取%d。",
	share:   "分享到频道", shared: "已分享。", sharedBefore: "这条回答已经分享过了。", sharedBy: " 分享，问的是：%s", expired: "这条回答已经过期，请重新提问。",
	notInChannel: "我还不在这个频道里，没法分享。请先输入 /invite @beilun 邀请我，再点一次。",
	more:         "更多段落", context: "看原段", chart: "看图表",
	useful: "有用", useless: "没用", thanks: "谢谢，已记下。",
	whyTitle: "哪里不好？", whyLabel: "原因", whyFree: "补充说明（可不填）", whyHint: "例如：应该是哪个数字，在哪篇新闻稿里",
	reasons: []reason{
		{"wrong", "答案不对"}, {"other", "答的不是我问的"}, {"old", "数字旧了"}, {"missing", "资料里有，却说不知道"}, {"unclear", "看不明白"},
	},
	send: "提交", cancel: "取消", closes: "关闭",
	contextTitle: "原文段落", before: "上一段", after: "下一段",
	edited: "问题改了，要按新问题重新回答吗？", editedYes: "重新回答", replaced: "已按新问题重新回答。",
	status:  "正在查资料…",
	welcome: "不用谢。", nodded: "好的。",
	greetChannel: "大家好，我用新闻稿原文回答关于%s的问题，附来源和日期。@我 加上问题就行，例如“%s”；接着问不用再 @我。输入 /beilun help 看说明。",
	greetUser:    "你好，我用新闻稿原文回答关于%s的问题，附来源和日期；资料里没有的，我会说不知道。直接发问题给我就行，例如“%s”。",
	promptsTitle: "可以这样问",
	here:         "这里", homeTitle: "%s资料", homeUntitled: "新闻稿资料",
	homeKnows: "收录了%d篇新闻稿，共%d段", homeLatest: "，最新的是%s", homeNewest: "最新的新闻稿",
	homeNews:    "想在有新数字时收到摘要：/beilun subscribe %s，在频道或私信里都行。",
	homeFigures: "一些数字", homeExamples: "点一下就问", homeSettings: "设置", languageLabel: "界面语言",
	languages: [3]string{"跟随 Slack", "中文", "English"},
	time:      "时间", thing: "对象", figure: "数字", note: "备注", source: "来源",
	unitFormat: "（单位：%s；数字为原文）", unitSkips: "（单位：%s；数字为原文；年份不连续）", chartShown: "图表已经在这个话题里了。",
	figuresHead:  []string{"主体", "指标", "数字", "时间", "变化", "来源"},
	statusFormat: "收录了%d篇新闻稿，共%d段。最新的一篇：%s",
	feedbackNone: "还没有人评价过回答。", feedbackHead: "最近的评价：",
	asked:     "问：%s",
	connected: "连接：正常，%s前连上；Slack 计%d个连接，最近一次收到数据在%s前", apart: "连接：断开，正在重连",
	lastApart: "上一次断开：%s，%s前", crowded: "注意：另有进程在用同一个 app token，一部分消息会到它那里去。",
	queued: "排队：%d", scope: "权限：%s %s", seconds: "%d秒", minutes: "%d分钟", hours: "%d小时",
}
