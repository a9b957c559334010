package socketmode

import (
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// socket is one connection of the app.
type socket struct {
	id      int
	conn    *websocket.Conn
	writing sync.Mutex

	// Below, the world's lock.
	greeted bool // hello was sent
	half    bool // nobody is at the other end any more
	gone    bool // no longer counted
}

// writeTimeout bounds a write to a client that does not read.
const writeTimeout = 5 * time.Second

func (k *socket) send(v any) error {
	raw, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("write envelope: %w", err)
	}
	return k.sendRaw(raw)
}

func (k *socket) sendRaw(raw []byte) error {
	k.writing.Lock()
	defer k.writing.Unlock()
	return k.write(raw)
}

// write writes a frame. The caller holds k.writing.
func (k *socket) write(raw []byte) error {
	_ = k.conn.SetWriteDeadline(time.Now().Add(writeTimeout)) // WriteMessage reports a dead connection
	return k.conn.WriteMessage(websocket.TextMessage, raw)
}
