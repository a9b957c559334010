package people

import (
	"maps"

	"beilun/internal/fakeslack/sim"
	"beilun/internal/fakeslack/socketmode"
	"beilun/internal/fakeslack/webapi"
)

// Options are the options of a Workspace. All are required.
type Options struct {
	Address string // of the server, without a slash at its end
	Locale  string // of users without one of their own
}

// Workspace is all that people and the bot share. It is safe for concurrent use.
type Workspace struct {
	*Channels
	*Assistant
	*Users
	*Screens
	*Files
	*Persons
	Hooks *Hooks
}

// New returns an empty workspace, whose people reach the app by q.
func New(w *sim.World, q *socketmode.Deliveries, opts Options) *Workspace {
	a := newAssistant(w)
	ch := newChannels(w, a)
	hooks := newHooks(w, ch, opts.Address+"/response/")
	screens := newScreens(w, newTriggers(w))
	files := newFiles(w, opts.Address+"/files-pri/"+sim.TeamID+"-")
	return &Workspace{
		Channels: ch, Assistant: a, Users: newUsers(w, opts.Locale), Screens: screens, Files: files, Hooks: hooks,
		Persons: &Persons{w, q, ch, hooks, screens, files},
	}
}

// Methods returns the methods of the Web API by which the bot changes the
// workspace or reads it.
func (k *Workspace) Methods() map[string]webapi.Method {
	all := map[string]webapi.Method{
		"users.info":         k.usersInfo,
		"conversations.info": conversationInfo,
		"conversations.open": openConversation,
		"files.info":         k.fileInfo,
	}
	for _, some := range []map[string]webapi.Method{k.chatMethods(), k.assistantMethods(), k.viewMethods()} {
		maps.Copy(all, some)
	}
	return all
}

func (k *Workspace) chatMethods() map[string]webapi.Method {
	return map[string]webapi.Method{
		"chat.postMessage":      k.postMessage,
		"chat.postEphemeral":    k.postEphemeral,
		"chat.update":           k.update,
		"chat.delete":           k.remove,
		"chat.getPermalink":     k.permalink,
		"conversations.replies": k.replies,
		"conversations.history": k.history,
		"reactions.add":         k.addReaction,
		"reactions.remove":      k.removeReaction,
	}
}

func (k *Workspace) assistantMethods() map[string]webapi.Method {
	return map[string]webapi.Method{
		"assistant.threads.setStatus":           k.setStatus,
		"assistant.threads.setTitle":            k.setTitle,
		"assistant.threads.setSuggestedPrompts": k.setPrompts,
	}
}

func (k *Workspace) viewMethods() map[string]webapi.Method {
	return map[string]webapi.Method{
		"views.open":    k.viewsOpen,
		"views.push":    k.viewsPush,
		"views.update":  k.viewsUpdate,
		"views.publish": k.viewsPublish,
	}
}
