package org.kpaas.edge.installer.site;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// How we log in. Never the secret itself: passwords and passphrases are asked for when they are needed.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Credential.Password.class, name = "password"),
    @JsonSubTypes.Type(value = Credential.KeyFile.class, name = "key-file"),
    @JsonSubTypes.Type(value = Credential.Agent.class, name = "agent")
})
public sealed interface Credential {
    /// A password, asked for when it is needed.
    record Password() implements Credential {}

    /// A private key in a file of the laptop, with or without a passphrase.
    ///
    /// @param path absolute, or starting with `~/`; at most 1000 characters
    record KeyFile(String path) implements Credential {
        private static final int LONGEST = 1000;

        public KeyFile {
            if (FreeText.checked("key-file", path, LONGEST).isBlank()) {
                throw new BadValue("key-file", path);
            }
        }
    }

    /// The ssh-agent behind `SSH_AUTH_SOCK`.
    record Agent() implements Credential {}
}
