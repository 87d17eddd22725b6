package io.github.webhookplugin.verdict;

/** One condition of a rule. */
interface Part {
  boolean fits(Reply reply);

  /** Why it does not fit, in a sentence. */
  String otherwise(Reply reply);
}
