package io.github.webhookplugin;

import com.alibaba.fastjson.JSON;
import com.alibaba.fastjson.JSONObject;
import com.alibaba.fastjson.parser.Feature;
import java.util.Base64;
import java.util.Objects;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The verification code that DMS's documentation gives to receivers, with the address and the key as arguments and the
 * outcome of its assert as the result. Loaded with one version of fastjson or the other.
 */
class DmsSeedReceiver implements UnaryOperator<String> {
  /** The same by somebody who forgot the flag that keeps the order. */
  static final class Unordered extends DmsSeedReceiver {
    @Override
    JSONObject parsed(String message) {
      return JSONObject.parseObject(message);
    }
  }

  /** The same by somebody who takes messageEvent out of the text as it stands. */
  static final class Raw extends DmsSeedReceiver {
    @Override
    String event(String message, JSONObject jsonObject) {
      int start = message.indexOf("\"messageEvent\":") + "\"messageEvent\":".length();
      int depth = 0;
      int end = start;
      do {
        depth += message.charAt(end) == '{' ? 1 : message.charAt(end) == '}' ? -1 : 0;
        end++;
      } while (depth > 0);
      return message.substring(start, end);
    }
  }

  JSONObject parsed(String message) {
    return JSONObject.parseObject(message, Feature.OrderedField);
  }

  String event(String message, JSONObject jsonObject) {
    return JSON.toJSONString(jsonObject.getJSONObject("messageEvent"));
  }

  /** Takes address, key and body, with a line break after the first two. */
  @Override
  public String apply(String input) {
    String[] parts = input.split("\n", 3);
    return String.valueOf(callback(parts[2], parts[0], parts[1]));
  }

  private boolean callback(String message, String webhookUrl, String password) {
    JSONObject jsonObject = parsed(message);
    String origin = webhookUrl + password + event(message, jsonObject);

    // The signature carried in the DMS request
    String signatureText = jsonObject.getString("signatureText");

    // The signature recalculated on the server side
    String expectedSignatureText = signatureByHmacSha1(origin, password);
    return Objects.equals(signatureText, expectedSignatureText);
  }

  private String signatureByHmacSha1(String origin, String key) {
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
}
