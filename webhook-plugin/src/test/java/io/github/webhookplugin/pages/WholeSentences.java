package io.github.webhookplugin.pages;

import java.util.Map;

/** How sentences read that the code puts together of parts of its own: what the sources show of them is no sentence yet. */
final class WholeSentences {
  private static final Map<String, String> IN_FULL = Map.ofEntries(
      Map.entry(
          "{} notifies cause new events? Then pass its webhook-hops header on as their origin.",
          "It gets more than 20 events of type x about one and the same thing within 60 seconds. Does what it"
              + " notifies cause new events? Then pass its webhook-hops header on as their origin."),
      Map.entry(
          "It gets more than {} events of type {} about one and the same thing within {} seconds. Does what it",
          "It gets more than 20 events of type x about one and the same thing within 60 seconds."),
      Map.entry("{} has expired.", "TLS: the certificate of a.example has expired."),
      Map.entry(
          "{} has a key or a signature that is too weak.",
          "TLS: the certificate of a.example has a key or a signature that is too weak."),
      Map.entry("{} is not valid yet.", "TLS: the certificate of a.example is not valid yet."),
      Map.entry("{} is not trusted.", "TLS: the certificate of a.example is not trusted."),
      Map.entry(
          "{} is for another name.", "TLS: the certificate of a.example is for another name."),
      Map.entry(
          "{} names no host in subjectAltName, and its common name does not count. Issue it again with"
              + " subjectAltName=DNS:{}.",
          "TLS: the certificate of a.example names no host in subjectAltName, and its common name does not"
              + " count. Issue it again with subjectAltName=DNS:a.example."),
      Map.entry(
          "{} names no host in subjectAltName, and its common name does not count. Issue it again with"
              + " subjectAltName=IP:{}.",
          "TLS: the certificate of a.example names no host in subjectAltName, and its common name does not"
              + " count. Issue it again with subjectAltName=IP:a.example."),
      Map.entry("{}, found {}.", "Expected a text in quotes, found a number."),
      Map.entry(
          "There is no field {} here.{} Known are {}.",
          "There is no field “nam” here. Did you mean “name”? Known are id, name."),
      Map.entry(
          "{} the event came about by this service's own webhook.",
          "Loop guard: the event came about by this service's own webhook."),
      Map.entry(
          "{} the event came through {} webhooks already; {} are the most (maxHops).",
          "Loop guard: the event came through 3 webhooks already; 3 are the most (maxHops)."),
      Map.entry(
          "{} is there twice, the second time{}. Remove one of them.",
          "“name” is there twice, the second time at line 1, column 2. Remove one of them."),
      Map.entry(
          "Expected nothing behind the JSON {}, found more{}. Remove it.",
          "Expected nothing behind the JSON object, found more at line 1, column 2. Remove it."),
      Map.entry("{}, none of {}.", "/code is 7, none of 0, 1."),
      Map.entry("{}, not {}.", "The whole answer is 7, not 0."),
      Map.entry("{}, which does not contain {}.", "/text is x, which does not contain y."),
      Map.entry(
          "The template makes more than {} characters of {}; leave something out of it.",
          "The template makes more than 1,000 characters of this event; leave something out of it."),
      Map.entry(
          "The template takes more than {} steps with {}; use fewer or smaller lists in it.",
          "The template takes more than 2,000,000 steps with this event; use fewer or smaller lists in it."),
      Map.entry(
          "{} is set by the signature's recipe. Remove it here, or choose another recipe.",
          "The header “x” is set by the signature's recipe. Remove it here, or choose another recipe."),
      Map.entry(
          "{}. Redirects are not followed; enter the final URL.",
          "Status 301 is not 200. Redirects are not followed; enter the final URL. (Rule 2)"),
      Map.entry(
          "{}. Such a status is not retried.",
          "The first 64 KiB of the answer do not contain “x”. Such a status is not retried."),
      Map.entry(
          "{} was removed; it can be restored.",
          "Its service “a. B” was removed; it can be restored."),
      Map.entry(
          "The {} of the service {} {}.",
          "The secret of the service “x” (7) is not encrypted as expected. Restore it from a backup, or enter the"
              + " service again."),
      Map.entry(
          "is for Slack's texts. Put it between the quotes of a text in the body.",
          "{{slack x}} is for Slack's texts. Put it between the quotes of a text in the body."),
      Map.entry(
          "is for the headers of CloudEvents. Write it without “ce” here.",
          "{{ce x}} is for the headers of CloudEvents. Write it without “ce” here."),
      Map.entry(
          "Expected at most {} levels of brackets, found more{}.",
          "Expected at most 32 levels of brackets, found more at line 1, column 99."),
      Map.entry("does not contain {}.", "The header X-A does not contain “x”."),
      Map.entry("is not {}.", "The answer is not “x”."),
      Map.entry(
          "nobody is reached.",
          "The service has no address of its own, and of 2 people nobody is reached. Ann has no webhook. Ben has switched their webhook off."),
      Map.entry(
          "Say which deliveries you mean, as an object with any of {}; {} means all.",
          "Say which deliveries you mean, as an object with any of service, type; {} means all."),
      Map.entry(
          "{} But it is {} seconds from now: receivers refuse it for its time.",
          "The signature fits. But it is 900 seconds from now: receivers refuse it for its time."),
      Map.entry(
          "Expected the name of a recipe, found {}.{} Known are {} and own.",
          "Expected the name of a recipe, found “gitub”. Did you mean “github”? Known are dms, github and own."),
      Map.entry("{} is switched off.", "Its service “x” is switched off."),
      Map.entry(
          "{}No secret address is stored for this scheme, host and port, so *** stands for nothing.",
          "Enter the address again. No secret address is stored for this scheme, host and port, so *** stands for nothing."),
      Map.entry(
          "{}The stored one is secret and is not shown by switching “secretUrl” off; or leave “secretUrl” on.",
          "Enter the address again. The stored one is secret and is not shown by switching “secretUrl” off; or leave “secretUrl” on."),
      Map.entry(
          "its host is neither a name nor an IP address{}",
          "This is not a valid address: its host is neither a name nor an IP address; write it as xn--a."));

  private WholeSentences() {}

  /** The text itself, if its gaps are filled with what is no words. */
  static String of(String text) {
    return IN_FULL.getOrDefault(text, text);
  }
}
