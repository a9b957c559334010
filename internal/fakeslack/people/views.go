package people

import "beilun/internal/fakeslack/webapi"

func (sc *Screens) viewsOpen(p webapi.Params) (webapi.Result, *webapi.Refusal) {
	return sc.showView(p, false)
}
func (sc *Screens) viewsPush(p webapi.Params) (webapi.Result, *webapi.Refusal) {
	return sc.showView(p, true)
}

func (sc *Screens) showView(p webapi.Params, push bool) (webapi.Result, *webapi.Refusal) {
	fields, err := readView(p.Raw("view"), "modal")
	if err != nil {
		return nil, err
	}
	sc.world.Lock()
	defer sc.world.Unlock()
	user, err := sc.triggers.pull(p["trigger_id"])
	if err != nil {
		return nil, err
	}
	if !push {
		sc.closeStack(user)
	}
	v, err := sc.pushView(user, fields)
	if err != nil {
		return nil, err
	}
	sc.world.Signal()
	return webapi.Result{"view": v.json()}, nil
}

func (sc *Screens) viewsUpdate(p webapi.Params) (webapi.Result, *webapi.Refusal) {
	fields, err := readView(p.Raw("view"), "")
	if err != nil {
		return nil, err
	}
	sc.world.Lock()
	defer sc.world.Unlock()
	v := sc.views[p["view_id"]]
	switch {
	case v == nil || !v.open:
		return nil, webapi.Refuse("not_found")
	case p["hash"] != "" && p["hash"] != v.hash:
		return nil, webapi.Refuse("hash_conflict")
	}
	v.fields, v.hash = nameBlocks(fields, sc.world.Next), sc.world.Next("hash.")
	sc.world.Signal()
	return webapi.Result{"view": v.json()}, nil
}

func (sc *Screens) viewsPublish(p webapi.Params) (webapi.Result, *webapi.Refusal) {
	if p["user_id"] == "" {
		return nil, webapi.Refuse("invalid_arguments")
	}
	fields, err := readView(p.Raw("view"), "home")
	if err != nil {
		return nil, err
	}
	sc.world.Lock()
	defer sc.world.Unlock()
	v := sc.homes[p["user_id"]]
	switch {
	case v == nil:
		v = sc.newView(p["user_id"], fields)
		sc.homes[p["user_id"]] = v
	case p["hash"] != "" && p["hash"] != v.hash:
		return nil, webapi.Refuse("hash_conflict")
	default:
		v.fields, v.hash = nameBlocks(fields, sc.world.Next), sc.world.Next("hash.")
	}
	sc.world.Signal()
	return webapi.Result{"view": v.json()}, nil
}

// methods returns the methods of the Web API that sc serves.
func (sc *Screens) methods() map[string]webapi.Method {
	return map[string]webapi.Method{
		"views.open":    sc.viewsOpen,
		"views.push":    sc.viewsPush,
		"views.update":  sc.viewsUpdate,
		"views.publish": sc.viewsPublish,
	}
}
