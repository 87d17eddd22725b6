package io.github.webhookplugin.settings;

import io.github.webhookplugin.api.SettingsProblem;
import io.github.webhookplugin.model.RequestTemplate;
import java.util.List;

/** What the templates of a request must be: known variables, balanced tags, valid JSON. */
@FunctionalInterface
public interface TemplateRules {
  /**
   * Says what is wrong.
   *
   * @param template may have empty texts where the document had none or a wrong type
   * @return problems with pointers relative to the service: {@code /url}, {@code /headers/2/value},
   *     {@code /queryParams/0/value}, {@code /body}
   */
  List<SettingsProblem> problems(RequestTemplate template);

  /**
   * Says what is wrong with a body over several events.
   *
   * @param pointer where it stands in the document
   */
  default List<SettingsProblem> problemsTogether(String pointer, String body) {
    return List.of();
  }
}
