package dev.culvert.gateway.config;

import dev.culvert.model.EndpointDraft;

/**
 * An endpoint of a configuration file.
 *
 * @param name its name, unique in the file
 * @param draft what is written of it
 */
public record ConfiguredEndpoint(String name, EndpointDraft draft) {}
