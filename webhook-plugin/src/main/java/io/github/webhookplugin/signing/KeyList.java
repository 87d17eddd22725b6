package io.github.webhookplugin.signing;

import io.github.webhookplugin.model.Secret;
import io.github.webhookplugin.model.SignatureRecipe;
import java.util.List;

/** The keys in a secret: one, or one for each scheme with a blank between. Pure. */
final class KeyList {
  private KeyList() {}

  /** Throws IllegalArgumentException with a sentence for people if there are not as many as the recipe needs. */
  static List<String> of(SignatureRecipe recipe, Secret secret) {
    String text = secret.reveal().strip();
    if (!recipe.hasKeyForEach()) {
      return List.of(text);
    }
    List<String> keys = List.of(text.split(" ", -1));
    if (keys.size() != recipe.schemes().size()) {
      throw new IllegalArgumentException(
          "The secret of this recipe is " + recipe.schemes().size()
              + " keys with one blank between them, here are " + keys.size()
              + ". Let the plugin generate them, or enter whsec_… whsk_….");
    }
    return keys;
  }
}
