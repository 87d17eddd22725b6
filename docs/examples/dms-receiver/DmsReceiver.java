import com.alibaba.fastjson.JSON;
import com.alibaba.fastjson.JSONObject;
import com.alibaba.fastjson.parser.Feature;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A receiver as the documentation of Alibaba Cloud DMS describes it: callback and signatureByHmacSha1 are its code, but
 * that the address and the key are parameters. Start it with assertions, which do the verifying:
 *
 * java -ea -cp fastjson-1.2.83.jar DmsReceiver.java 8000 http://127.0.0.1:8000/ "Signature key"
 */
public class DmsReceiver {
  private final String webhookUrl;
  private final String password;

  DmsReceiver(String webhookUrl, String password) {
    this.webhookUrl = webhookUrl;
    this.password = password;
  }

  // Verify the signature from a DMS webhook request
  public void callback(String message) {
    JSONObject jsonObject = JSONObject.parseObject(message, Feature.OrderedField);
    String origin = webhookUrl + password + JSON.toJSONString(jsonObject.getJSONObject("messageEvent"));

    // The signature carried in the DMS request
    String signatureText = jsonObject.getString("signatureText");

    // The signature recalculated on the server side
    String expectedSignatureText = signatureByHmacSha1(origin, password);
    assert Objects.equals(signatureText, expectedSignatureText);
  }

  public String signatureByHmacSha1(String origin, String key) {
    final String charset = "UTF-8";
    String result = "N/A";
    try {
      SecretKey secretKey = new SecretKeySpec(key.getBytes(charset), "HmacSHA1");
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(secretKey);
      result = Base64.getEncoder().encodeToString(mac.doFinal(origin.getBytes(charset)));
    } catch (Exception ex) {
    }
    return result;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String message = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String answer = "{\"root\": \"\", \"success\": true}";
    try {
      callback(message);
      System.out.println("verified: " + message);
    } catch (AssertionError | RuntimeException e) {
      answer = "{\"root\": \"the signature does not fit\", \"success\": false}";
      System.out.println("refused: " + message);
    }
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  public static void main(String[] arguments) throws IOException {
    if (!DmsReceiver.class.desiredAssertionStatus()) {
      throw new IllegalStateException("start it with java -ea: without, an assert verifies nothing");
    }
    var receiver = new DmsReceiver(arguments[1], arguments[2]);
    var address = new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0]));
    HttpServer server = HttpServer.create(address, 0);
    server.createContext("/", receiver::answer);
    server.start();
    System.out.println("listening on port " + server.getAddress().getPort());
  }
}
