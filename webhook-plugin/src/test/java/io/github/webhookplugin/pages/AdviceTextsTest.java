package io.github.webhookplugin.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.webhookplugin.verdict.Advice;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AdviceTextsTest {
  @ParameterizedTest
  @EnumSource
  void pages_and_api_give_the_same_advice(Advice advice) {
    assertThat(Texts.load("en", Locale.ENGLISH).say("trial.advice." + advice.word()))
        .isEqualTo(advice.sentence());
  }
}
