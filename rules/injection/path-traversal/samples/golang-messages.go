package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/IBM/sarama"
	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/coder/websocket"
	"github.com/coder/websocket/wsjson"
	"github.com/gobwas/ws/wsutil"
	fws "github.com/gofiber/contrib/websocket"
	"github.com/gorilla/schema"
	gws "github.com/gorilla/websocket"
	"github.com/graphql-go/graphql"
	"github.com/julienschmidt/httprouter"
	amqp "github.com/rabbitmq/amqp091-go"
	"github.com/segmentio/kafka-go"
	xws "golang.org/x/net/websocket"
)

var upgrader = gws.Upgrader{}

type msg struct {
	Room string `json:"room" schema:"room"`
	N    int    `json:"n"`
}

func wsRead(w http.ResponseWriter, r *http.Request) {
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	for {
		_, data, err := conn.ReadMessage()
		if err != nil {
			return
		}
		// ruleid: path-traversal
		os.Open("/data/" + string(data))
		// ok: path-traversal
		os.Open("/data/fixed")
	}
}

func wsReadJSON(w http.ResponseWriter, r *http.Request) {
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	var m msg
	if err := conn.ReadJSON(&m); err != nil {
		return
	}
	// ruleid: path-traversal
	os.Open("/data/" + m.Room)
	// ok: path-traversal
	os.Open(fmt.Sprintf("/data/%d", m.N))
}

func coderWS(w http.ResponseWriter, r *http.Request) {
	c, err := websocket.Accept(w, r, nil)
	if err != nil {
		return
	}
	_, data, err := c.Read(r.Context())
	if err != nil {
		return
	}
	// ruleid: path-traversal
	os.Open("/data/" + string(data))
	var m msg
	if err := wsjson.Read(r.Context(), c, &m); err != nil {
		return
	}
	// ruleid: path-traversal
	os.Open("/data/" + m.Room)
}

func gobwas(w http.ResponseWriter, r *http.Request) {
	conn, _, _, err := ws.UpgradeHTTP(r, w)
	if err != nil {
		return
	}
	payload, _, err := wsutil.ReadClientData(conn)
	if err != nil {
		return
	}
	// ruleid: path-traversal
	os.Open("/data/" + string(payload))
}

func xnet(conn *xws.Conn) {
	var text string
	if err := xws.Message.Receive(conn, &text); err != nil {
		return
	}
	// ruleid: path-traversal
	os.Open("/data/" + text)
}

func fiberWS(c *fws.Conn) {
	_, data, err := c.ReadMessage()
	if err != nil {
		return
	}
	// ruleid: path-traversal
	os.Open("/data/" + string(data))
	// ruleid: path-traversal
	os.Open("/data/" + c.Params("room"))
}

var userField = &graphql.Field{
	Type: graphql.String,
	Resolve: func(p graphql.ResolveParams) (interface{}, error) {
		name, _ := p.Args["name"].(string)
		// ruleid: path-traversal, swallowed-error, unclosed-resource
		row, _ := os.Open("/data/" + name)
		id, _ := p.Args["id"].(int)
		// ok: path-traversal
		os.Open(fmt.Sprintf("/data/%d", id))
		var s string
		return s, row.Scan(&s)
	},
}

func hr(w http.ResponseWriter, r *http.Request, ps httprouter.Params) {
	// ruleid: path-traversal
	os.Open("/data/" + ps.ByName("name"))
}

var decoder = schema.NewDecoder()

func gorillaSchema(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		return
	}
	var m msg
	if err := decoder.Decode(&m, r.PostForm); err != nil {
		return
	}
	// ruleid: path-traversal
	os.Open("/data/" + m.Room)
}

func scanBody(w http.ResponseWriter, r *http.Request) {
	sc := bufio.NewScanner(r.Body)
	for sc.Scan() {
		line := strings.TrimSpace(sc.Text())
		// ruleid: path-traversal
		os.Open("/data/" + line)
	}
}

func multipart(w http.ResponseWriter, r *http.Request) {
	_, header, err := r.FormFile("file")
	if err != nil {
		return
	}
	// ok: path-traversal
	os.Open("/data/" + header.Filename)
	// ok: path-traversal
	os.Open(fmt.Sprintf("/data/%d", header.Size))
}

func path(w http.ResponseWriter, r *http.Request) {
	parts := strings.Split(r.URL.Path, "/")
	// ruleid: path-traversal
	os.Open("/data/" + parts[len(parts)-1])
	// ok: path-traversal
	os.Open("/data/" + r.Proto)
}

func amqpConsume(ch *amqp.Channel) {
	msgs, err := ch.Consume("jobs", "", false, false, false, false, nil)
	if err != nil {
		return
	}
	for d := range msgs {
		var m msg
		if err := json.Unmarshal(d.Body, &m); err != nil {
			d.Nack(false, false)
			continue
		}
		// ruleid: path-traversal
		os.Open("/data/" + m.Room)
		d.Ack(false)
	}
}

func kafkaGo(ctx context.Context, r *kafka.Reader) {
	for {
		m, err := r.ReadMessage(ctx)
		if err != nil {
			return
		}
		// ruleid: path-traversal
		os.Open("/data/" + string(m.Value))
	}
}

type handler struct{}

func (h *handler) ConsumeClaim(s sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for message := range claim.Messages() {
		// ruleid: path-traversal
		os.Open("/data/" + string(message.Value))
		s.MarkMessage(message, "")
	}
	return nil
}

func lambdaHandler(ctx context.Context, req events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
	// ruleid: path-traversal
	os.Open("/data/" + req.QueryStringParameters["name"])
	var m msg
	// ruleid: ignored-error
	json.Unmarshal([]byte(req.Body), &m)
	// ruleid: path-traversal
	os.Open("/data/" + m.Room)
	return events.APIGatewayProxyResponse{StatusCode: 200}, nil
}

func main() {
	lambda.Start(lambdaHandler)
}
