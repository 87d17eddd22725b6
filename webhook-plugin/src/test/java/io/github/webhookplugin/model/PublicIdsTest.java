package io.github.webhookplugin.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PublicIdsTest {
  @Test
  void an_id_leads_back_to_its_key() {
    var random = new Random(1);
    for (int i = 0; i < 1_000; i++) {
      var ids = new PublicIds(random.nextLong());
      long key = random.nextLong() >>> 2;
      UUID id = ids.of(key);

      assertThat(ids.key(id.toString())).hasValue(key);
      assertThat(id.version()).isEqualTo(8);
      assertThat(id.variant()).isEqualTo(2);
    }
  }

  @Test
  void an_id_of_another_installation_is_nobodys() {
    String id = new PublicIds(1).of(42).toString();

    assertThat(new PublicIds(2).key(id)).isEmpty();
    assertThat(new PublicIds(1).key("no id at all")).isEmpty();
    assertThat(new PublicIds(1).key(UUID.randomUUID().toString())).isEmpty();
  }
}
