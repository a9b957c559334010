package answer

import "testing"

// remarksSaid ask nothing, and are in no list of courtesies as they are.
var remarksSaid = []string{
	"你好呀，我是融媒的小陈", "好 我回他", "太好了，救命恩人", "ok 够用了", "我先去开会", "等我看看", "周五前要交",
	"那我先写着", "行 我改一下稿子", "我们科长要的", "我截图发他了", "好嘞 这就够了", "可以 我拿去用了", "嗯嗯 我记下了",
	"我再想想", "我晚点再问", "不急 你慢慢来", "下午要开会汇报", "明天继续", "还好有你", "吓我一跳", "今天好累啊",
	"外面下雨了", "我去倒杯水", "这下能交差了", "原来是这样子的啊", "我刚来不久", "我是新来的小王", "你好，我是宣传科的",
	"跟我猜得一样", "他们已经写好了", "稍后我再看", "先放着吧", "我自己查到了", "不好意思 手滑", "谢谢，帮大忙咯", "我要去接孩子了",
	"ok i will use it", "let me check with my boss", "sorry I was in a meeting", "that helps a lot",
}

// requests ask for something that the releases do not have.
var requests = []string{
	"帮我订个会议室", "故宫门票", "火星移民计划", "隔壁小区房价", "我们单位食堂菜单", "你老板的电话", "今天天气", "明天会下雨吗",
	"梅西进了几个球", "查一下迪士尼开园时间", "给我讲讲量子力学", "长城多长", "东方明珠", "我想知道故宫门票", "奥特曼身高呢",
	"红星中学招生", "特斯拉股价", "老张的手机号", "今天的菜价", "我的工资", "世界杯冠军", "月球基地建设进度", "翻译成英文",
	"给我倒杯水", "蓝湾广场什么时候开业", "star hotel opening", "北京烤鸭做法", "你们食堂几点开饭", "我要东方明珠的资料",
	"你会唱歌不", "食堂开门了没", "what is my salary", "please book a room for me", "那出租率呢", "2022年的", "量子科技园",
}

func TestRemarks(t *testing.T) {
	t.Parallel()
	a := answerer(t)
	for want, texts := range map[bool][]string{true: remarksSaid, false: requests} {
		for _, text := range texts {
			ans, err := a.Follow(t.Context(), text, nil)
			if err != nil {
				t.Fatal(err)
			}
			if got := ans.Reason == Remark; got != want {
				t.Errorf("%s: a remark: %t, want %t", text, got, want)
			}
			if want && (ans.Leads() || ans.Said() != nil || len(ans.Passages) > 0) {
				t.Errorf("%s: %+v", text, ans)
			}
		}
	}
}

// TestRemarkWaits names a thing where one was asked for, in words like a remark.
func TestRemarkWaits(t *testing.T) {
	t.Parallel()
	a := answerer(t)
	before := &Answer{Reason: WhichThing, Topic: "出租率是多少"}
	ans, err := a.Follow(t.Context(), "量子科技园吧", before)
	if err != nil || ans.Reason == Remark {
		t.Errorf("the name that was asked for: %+v, %v", ans, err)
	}
}
